//! What is not recorded costs no memory; a counting allocator watches, thread by thread.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::Array2;
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, ExpSyn, FfwdStack, Instant, Lif, LifNeuron, Linear, Rate, Residual, Sequential};

/// So few that all runs on the thread that is watched.
const N: usize = 8;
/// Frames are run some hundred at a time; these are as many times.
const STEPS: [usize; 2] = [300, 380];

/// The bytes of a `(1, 1, N)` output.
const FRAME: u64 = (N * size_of::<f64>()) as u64;

/// Bytes asked for in an evolution, for every step more.
fn bytes_of_a_step<M: Evolve<Elem = f64>>(module: &mut M, recorded: bool) -> u64 {
    let [_, few, many] = [STEPS[0], STEPS[0], STEPS[1]].map(|steps| {
        let input = Array2::ones((steps, N));
        let run = || {
            if recorded {
                module.evolve_recorded(&input).map(drop).unwrap();
            } else {
                module.evolve(&input).map(drop).unwrap();
            }
        };
        allocation_counter::measure(run).bytes_total
    });
    let steps = (STEPS[1] - STEPS[0]) as u64;
    assert_eq!((many - few) % steps, 0, "{few} and {many} bytes");
    (many - few) / steps
}

fn recurrent() -> Lif {
    Lif::builder().shape((N, N)).w_rec(Declared).build().unwrap()
}

fn linear() -> Linear {
    Linear::builder().shape((N, N)).build().unwrap()
}

#[test]
fn a_plain_evolution_asks_for_its_output_alone() {
    let shape = (N, N);
    assert_eq!(bytes_of_a_step(&mut linear(), false), FRAME);
    assert_eq!(bytes_of_a_step(&mut recurrent(), false), FRAME);
    assert_eq!(bytes_of_a_step(&mut Lif::<f64>::builder().shape(shape).build().unwrap(), false), FRAME);
    assert_eq!(bytes_of_a_step(&mut LifNeuron::<f64>::builder().n(N).build().unwrap(), false), FRAME);
    assert_eq!(bytes_of_a_step(&mut ExpSyn::<f64>::builder().n(N).build().unwrap(), false), FRAME);
    let mut rate = Rate::<f64>::builder().n(N).w_rec(Declared).build().unwrap();
    assert_eq!(bytes_of_a_step(&mut rate, false), FRAME);
    assert_eq!(bytes_of_a_step(&mut Instant::builder().n(N).build().unwrap(), false), FRAME);
}

/// Neurons write their spikes over their input, where that is the output of the layer before.
#[test]
fn combinators_ask_for_an_output_for_each_layer_of_weights() {
    assert_eq!(bytes_of_a_step(&mut Sequential::new((linear(), recurrent())).unwrap(), false), FRAME);
    assert_eq!(bytes_of_a_step(&mut Residual::new((linear(), recurrent())).unwrap(), false), FRAME);
    let mut stack = FfwdStack::builder((recurrent(), recurrent())).build().unwrap();
    assert_eq!(bytes_of_a_step(&mut stack, false), 2 * FRAME);
}

/// `irec`, `isyn`, `vmem` and the spikes once more.
#[test]
fn a_recorded_evolution_asks_for_what_it_records() {
    assert_eq!(bytes_of_a_step(&mut recurrent(), true), 5 * FRAME);
}
