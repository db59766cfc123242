//! Neurons that leak elsewhere, are reset, and rest.

use crate::layers::part;
use ndarray::{Array1, Array2, array};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Lif, LifNeuron};

/// The equations as they stand in the documentation, one number after the other.
struct ByHand {
    v_leak: f64,
    v_reset: Option<f64>,
    rest: f64,
    vmem: f64,
    idle: f64,
}

impl ByHand {
    fn step(&mut self, x: f64, alpha: f64, bias: f64, threshold: f64) -> f64 {
        if self.idle > 0.0 {
            self.idle -= 1.0;
            return 0.0;
        }
        self.vmem = self.vmem * alpha + x + (bias + self.v_leak * (1.0 - alpha));
        if self.vmem < threshold {
            return 0.0;
        }
        let once = self.v_reset.is_some() || self.rest > 0.0;
        let spikes = if once { 1.0 } else { (self.vmem / threshold).floor() };
        self.vmem = self.v_reset.unwrap_or(self.vmem - spikes * threshold);
        self.idle = self.rest;
        spikes
    }
}

#[test]
fn neurons_are_run_as_they_are_documented() {
    let x = Array2::from_shape_fn((200, 1), |(t, _)| ((7 * t * t + t) % 11) as f64 / 20.0);
    let alpha = (-1e-3_f64 / 10e-3).exp();
    for v_leak in [None, Some(0.0), Some(-0.3), Some(0.4)] {
        for v_reset in [None, Some(0.0), Some(-0.5), Some(0.3)] {
            for rest in [None, Some(0.0), Some(1.0), Some(3.0)] {
                let period = rest.map(|rest| ndarray::arr0(rest * 1e-3).into_dyn());
                let arr = |x: f64| ndarray::arr0(x).into_dyn();
                let mut neuron = LifNeuron::builder()
                    .n(1)
                    .tau_mem(10e-3)
                    .bias(0.05)
                    .v_leak(v_leak.map(arr))
                    .v_reset(v_reset.map(arr))
                    .refractory_period(period)
                    .build()
                    .unwrap();
                let mut hand = ByHand {
                    v_leak: v_leak.unwrap_or(0.0),
                    v_reset,
                    rest: rest.unwrap_or(0.0),
                    vmem: 0.0,
                    idle: 0.0,
                };
                let expected: Array1<f64> = x.iter().map(|&x| hand.step(x, alpha, 0.05, 1.0)).collect();
                let output = neuron.evolve(&x).unwrap();
                let what = format!("{v_leak:?} {v_reset:?} {rest:?}");
                assert_eq!(output.index_axis(ndarray::Axis(0), 0).column(0), expected, "{what}");
                assert!((neuron.vmem[0] - hand.vmem).abs() < 1e-12, "{what}");
                neuron.check().unwrap();
            }
        }
    }
}

#[test]
fn synapses_go_on_while_a_neuron_rests() {
    let mut lif = Lif::builder()
        .shape((4, 2))
        .tau_syn(array![[0.01, 0.02]])
        .refractory_period(array![0.0, 5e-3])
        .w_rec(Init(uniform(0.0, 0.1)))
        .key(Key::new(1))
        .build()
        .unwrap();
    let (output, record) = lif.evolve_recorded(Array2::from_elem((40, 4), 0.3)).unwrap();
    let [often, seldom] = [0, 1].map(|unit| output.index_axis(ndarray::Axis(2), unit).sum());
    assert!(often > 2.0 * seldom && seldom > 1.0, "{often} and {seldom} spikes");
    for step in 10..40 {
        assert!(part(record.get("isyn").unwrap(), &[0, step, 1]).iter().all(|&isyn| isyn > 0.5));
    }
    assert_eq!(lif.refractory.shape(), [2]);
    lif.reset_state();
    assert_eq!(lif.refractory.shape(), [0_usize; 0]);
}

#[test]
fn what_is_absent_is_not_listed_and_changes_no_bit() {
    let plain = || Lif::<f64>::builder().shape((3, 3)).w_rec(Declared).key(Key::new(1));
    let x = Array2::from_shape_fn((100, 3), |(t, n)| ((3 * t + n) % 7) as f64 * 0.2);
    let expected = plain().build().unwrap().evolve(&x).unwrap();
    let zeros = plain().v_leak(0.0).refractory_period(0.0).build().unwrap().evolve(&x).unwrap();
    assert_eq!(zeros, expected);
    assert!(plain().build().unwrap().parameters().get("v_leak").is_none());
    let error = plain().refractory_period(-1e-3).build().unwrap_err().to_string();
    assert!(error.starts_with("refractory_period: expected a value in 0.0.."), "{error}");
}
