//! The example `plant`.

#[path = "../../examples/plant/control.rs"]
mod control;
#[path = "../../examples/plant/motor.rs"]
mod motor;

use motor::Loop;
use rockpool_core::prelude::*;

#[test]
fn the_motor_is_held_at_its_speed_and_the_filter_sees_it_better_than_a_measurement() {
    let mut control = Loop::new(7).unwrap();
    let mut history = History::new(control.state(), 2_000).unwrap();
    for _ in 0..2_000 {
        control.step(100.0, 0.0);
        history.push(control.state()).unwrap();
    }
    let of = |path: &str| history.get(path).unwrap().slice::<f64>().unwrap()[1_000..].to_vec();
    let (speed, measured) = (of("motor.speed"), of("measured"));
    let mean = speed.iter().sum::<f64>() / 1e3;
    assert!((mean - 100.0).abs() < 1.0, "{mean}");
    let estimate: Vec<f64> =
        history.get("filter.x").unwrap().slice::<f64>().unwrap()[2_000..].chunks(2).map(|x| x[1]).collect();
    let error = |of: &[f64]| of.iter().zip(&speed).map(|(x, speed)| (x - speed).powi(2)).sum::<f64>();
    assert!(error(&estimate) < 0.5 * error(&measured));
    control.check().unwrap();
}

#[test]
fn the_same_key_gives_the_same_run() {
    let run = || {
        let mut control = Loop::new(3).unwrap();
        (0..50).for_each(|_| control.step(10.0, 0.0));
        control.state().of::<f64>().flat::<f64>().unwrap().to_vec()
    };
    assert_eq!(run(), run());
}
