//! A motor is held at its speed by a controller that sees it through a Kalman filter: matrices of the crate
//! `nalgebra` as attributes.
//!
//! ```text
//! cargo run --release --features foreign --example plant
//! ```

mod control;
#[path = "../figures"]
mod figures {
    pub(crate) mod label;
    pub(crate) mod lines;
    pub(crate) mod style;
}
mod motor;

use figures::label::label;
use figures::lines::{Line, Look, draw_lines};
use motor::Loop;
use rockpool_core::prelude::*;
use std::error::Error;

const STEPS: usize = 3_000;

/// In rad/s.
fn wanted(time: f64) -> f64 {
    if time < 0.2 { 0.0 } else { 100.0 }
}

/// In N m.
fn load(time: f64) -> f64 {
    if time < 1.8 { 0.0 } else { 0.3 }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut control = Loop::new(7)?;
    println!("{}", control.summary());

    let mut history = History::new(control.state(), STEPS)?;
    let time = |step: usize| step as f64 * 1e-3;
    for step in 0..STEPS {
        control.step(wanted(time(step)), load(time(step)));
        history.push(control.state())?;
    }

    let scalars = |path: &str| history.get(path).and_then(|track| track.slice::<f64>()).unwrap_or_default();
    let (speed, measured) = (scalars("motor.speed"), scalars("measured"));
    let estimate: Vec<f64> = scalars("filter.x").chunks(2).map(|state| state[1]).collect();
    let error = |of: &[f64]| {
        let squares = of.iter().zip(speed).map(|(x, speed)| (x - speed).powi(2)).sum::<f64>();
        (squares / STEPS as f64).sqrt()
    };
    println!(
        "root mean square error of a measurement {:.2} rad/s, filtered {:.2} rad/s",
        error(measured),
        error(&estimate)
    );
    let settled = |from: usize, to: usize| speed[from..to].iter().sum::<f64>() / (to - from) as f64;
    println!(
        "mean speed before the load {:.1} rad/s, at the end {:.1} rad/s",
        settled(1500, 1800),
        settled(2700, 3000)
    );

    let line = |name, look, values: &[f64]| {
        let points = values.iter().enumerate().map(|(step, &value)| (time(step), value)).collect();
        Line { name, look, points }
    };
    let set_point: Vec<f64> = (0..STEPS).map(|step| wanted(time(step))).collect();
    let speeds = vec![
        line("measured", Look::Faint, measured),
        line("wanted", Look::Given, &set_point),
        line("speed", Look::Blue, speed),
        line("estimated", Look::Red, &estimate),
    ];
    let unit = |path: &str| control.state().get(path).and_then(|leaf| leaf.attribute().unit());
    let panels = [
        (label("speed", unit("motor.speed")), speeds),
        (label("voltage", unit("voltage")), vec![line("voltage", Look::Blue, scalars("voltage"))]),
    ];
    println!("figure: {}", draw_lines("plant", "A motor is held at its speed", "time (s)", &panels)?);
    Ok(())
}
