//! One of each module that runs, with all that its state can hold.

use ndarray::{Array3, ArrayD, ArrayView1, Axis, array};
use rockpool_core::prelude::*;
use rockpool_nn::{
    Delay, ExpSyn, FfwdStack, Instant, Layer, Lif, LifNeuron, Linear, Rate, Residual, Sequential, layers,
};

pub(crate) const N: usize = 6;

pub(crate) fn lif() -> Lif {
    Lif::builder()
        .shape((2 * N, N))
        .w_rec(Init(normal(0.0, 0.5)))
        .noise_std(3.0)
        .tau_mem(Init(uniform(0.002, 0.02)))
        .key(Key::new(1))
        .build()
        .unwrap()
}

pub(crate) fn neurons() -> LifNeuron {
    LifNeuron::builder()
        .n(N)
        .noise_std(4.0)
        .v_leak(0.2)
        .v_reset(-0.1)
        .refractory_period(array![0.0, 1e-3, 2e-3, 3e-3, 4e-3, 5e-3])
        .key(Key::new(2))
        .build()
        .unwrap()
}

pub(crate) fn synapses() -> ExpSyn {
    ExpSyn::builder().n(N).max_window_length(4).noise_std(0.5).key(Key::new(3)).build().unwrap()
}

pub(crate) fn delay() -> Delay {
    Delay::builder().delay(array![0.0, 1e-3, 2e-3, 2.4e-3, 5e-3, 0.1]).build().unwrap()
}

pub(crate) fn rate() -> Rate {
    Rate::builder().n(N).w_rec(Declared).noise_std(1.0).key(Key::new(4)).build().unwrap()
}

fn square(n_in: usize) -> Linear {
    Linear::builder().shape((n_in, N)).key(Key::new(5)).build().unwrap()
}

fn boxed(layer: impl Layer) -> Box<dyn Layer> {
    Box::new(layer)
}

/// Every module that runs, with its name.
pub(crate) fn all() -> Vec<(&'static str, Box<dyn Layer>)> {
    let chain = Sequential::new((square(N), neurons(), synapses(), rate())).unwrap();
    let of_boxes = Sequential::new(layers![square(N), synapses(), delay(), neurons()]).unwrap();
    let block = Residual::new((neurons(), synapses())).unwrap();
    let stack = FfwdStack::builder((neurons(), lif())).weights(Init(uniform(0.0, 0.4))).key(Key::new(6));
    vec![
        ("Lif", boxed(lif())),
        ("LifNeuron", boxed(neurons())),
        ("ExpSyn", boxed(synapses())),
        ("Delay", boxed(delay())),
        ("Rate", boxed(rate())),
        ("Linear", boxed(square(N))),
        ("Instant", boxed(Instant::of(N, |x: f64| x.sin()).unwrap())),
        ("Sequential", boxed(chain)),
        ("boxes", boxed(of_boxes)),
        ("Residual", boxed(block)),
        ("FfwdStack", boxed(stack.build().unwrap())),
    ]
}

/// Numbers from 0 to 1.5 that look like none.
pub(crate) fn input(batches: usize, steps: usize, n: usize) -> Array3<f64> {
    Array3::from_shape_fn((batches, steps, n), |(b, t, n)| ((7 * b + 5 * t * t + 3 * n) % 13) as f64 / 8.0)
}

/// One step of one sample.
pub(crate) fn row(series: &Array3<f64>, sample: usize, step: usize) -> ArrayView1<'_, f64> {
    series.index_axis(Axis(0), sample).index_axis_move(Axis(0), step)
}

/// The same of a record or of states.
pub(crate) fn part(value: &Value, indices: &[usize]) -> ArrayD<f64> {
    let array = value.array::<f64>().unwrap().to_owned();
    indices.iter().fold(array, |array, &index| array.index_axis_move(Axis(0), index))
}
