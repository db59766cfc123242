//! Runs take the memory that others have left: nothing of those is seen in them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::Array3;
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, ExpSyn, FfwdStack, Layer, Lif, LifNeuron, Linear, Sequential};

/// What a run gives: its output, and all its gradients.
type Given = (Array3<f32>, Vec<f32>, Array3<f32>);

fn given(mut net: Box<dyn Layer<f32>>, input: &Array3<f32>) -> Given {
    let (output, tape) = net.evolve_taped(input).unwrap();
    let of_output = Array3::from_shape_fn(output.dim(), |(b, t, n)| ((b + 3 * t + 7 * n) as f32).sin());
    let gradient = net.back(&tape, &of_output).unwrap();
    (output, gradient.as_slice().to_vec(), gradient.of_input().clone())
}

fn input(n: usize, of: impl Fn(f32) -> f32) -> Array3<f32> {
    Array3::from_shape_fn((6, 64, n), |(b, t, n)| of(((b * 5 + t * (n + 1)) as f32 * 0.7).sin().max(0.0)))
}

/// Neurons with synapses between weights; no width fills whole lines of memory.
fn neurons(n: usize, n_syn: usize) -> Box<dyn Layer<f32>> {
    let lif = Lif::<f32>::builder().shape((n * n_syn, n)).w_rec(Init(normal(0.0, 0.1))).key(Key::new(2));
    let project =
        Linear::<f32>::builder().shape((n, n * n_syn)).weight(Init(normal(0.1, 0.4))).key(Key::new(1));
    let readout = Linear::<f32>::builder().shape((n, n)).bias(Declared).key(Key::new(3));
    let layers = (project.build().unwrap(), lif.build().unwrap(), readout.build().unwrap());
    Box::new(Sequential::new(layers).unwrap())
}

fn stack(n: usize) -> Box<dyn Layer<f32>> {
    let membranes = LifNeuron::<f32>::builder().n(n).build().unwrap();
    let stack = FfwdStack::builder((membranes, ExpSyn::<f32>::builder().n(n).build().unwrap()));
    Box::new(stack.weights(Init(normal(0.1, 0.4))).key(Key::new(4)).build().unwrap())
}

#[test]
fn nothing_of_a_run_is_seen_in_those_after_it() {
    for (name, make) in [
        ("one synapse", &(|n| neurons(n, 1)) as &dyn Fn(usize) -> Box<dyn Layer<f32>>),
        ("two synapses", &|n| neurons(n, 2)),
        ("a stack", &stack),
    ] {
        let good = input(50, |x| x);
        let first = given(make(50), &good);
        assert!(first.0.iter().chain(&first.1).chain(&first.2).all(|number| number.is_finite()));
        // Rows that are a little shorter lie elsewhere in the same memory.
        for spoilt in [45, 50] {
            let no_numbers = given(make(spoilt), &input(spoilt, |_| f32::NAN));
            assert!(no_numbers.0.iter().any(|number| number.is_nan()), "{name}");
            assert!(given(make(50), &good) == first, "{name} after {spoilt}");
        }
    }
}
