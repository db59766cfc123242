//! Networks of which the NIR files in `tests/data` hold parts, and `write_nir` writes.

#![allow(
    missing_docs,
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared by tests, each of which is a crate"
)]

use ndarray::{Array1, Array2, array};
use rockpool_core::prelude::*;
use rockpool_nn::{ExpSyn, FfwdStack, Layer, Lif, LifNeuron, Linear, Residual, Sequential, layers};

/// `(n_in, n_out)`
pub fn weight() -> Array2<f64> {
    array![[0.1, 0.3, -0.5], [-0.2, 0.4, 0.6]]
}

pub fn bias() -> Array1<f64> {
    array![0.01, -0.02, 0.03]
}

/// `(from, to)`
pub fn recurrent() -> Array2<f64> {
    array![[0.0, -0.1, -0.2], [0.1, 0.0, -0.3], [0.2, 0.3, 0.0]]
}

pub fn tau_mem() -> Array1<f64> {
    array![0.01, 0.02, 0.03]
}

pub fn tau_syn() -> Array1<f64> {
    array![0.005, 0.006, 0.007]
}

#[derive(Module, Clone, Debug)]
#[module(dims(n_in = 2, n = 3))]
pub struct Net {
    #[module(shape = (n_in, n))]
    pub project: Linear,
    #[module(shape = (n, n))]
    pub hidden: Lif,
    #[module]
    pub cells: Vec<ExpSyn>,
    #[module(origin)]
    origin: Origin,
}

pub fn fresh_cells() -> Vec<ExpSyn> {
    vec![
        ExpSyn::builder().n(3).tau(array![0.1, 0.2, 0.3]).build().unwrap(),
        ExpSyn::builder().n(3).build().unwrap(),
    ]
}

fn lif() -> Lif {
    Lif::builder()
        .shape((3, 3))
        .tau_mem(tau_mem())
        .tau_syn(tau_syn())
        .threshold(1.5)
        .bias(array![0.0, 0.1, 0.2])
        .key(Key::new(3))
        .build()
        .unwrap()
}

pub fn filled() -> Net {
    let mut hidden = lif();
    hidden.noise_std = 0.25;
    hidden.max_spikes_per_dt = 2.0;
    let cells = vec![
        ExpSyn::builder().tau(tau_syn()).build().unwrap(),
        ExpSyn::builder().n(3).tau(0.05).build().unwrap(),
    ];
    let project = Linear::builder().weight(weight()).bias(bias()).build().unwrap();
    let mut net =
        Net::builder().project(project).hidden(hidden).cells(cells).key(Key::new(1)).build().unwrap();
    net.hidden.w_rec = None;
    net
}

/// One of each, in boxes, some of them nested.
pub fn boxed() -> Sequential {
    let neurons = LifNeuron::builder().n(3).tau_mem(tau_mem()).max_spikes_per_dt(1).dt(2e-3).build().unwrap();
    let recurrent_lif = Lif::builder()
        .w_rec(recurrent())
        .shape((3, 3))
        .tau_mem(tau_mem())
        .tau_syn(0.004)
        .max_spikes_per_dt(7)
        .key(Key::new(3))
        .build()
        .unwrap();
    let window = ExpSyn::builder().tau(tau_syn()).max_window_length(12).build().unwrap();
    let inner = Sequential::named(["a", "b"], layers![neurons, recurrent_lif]).unwrap();
    Sequential::named(
        ["project", "inner", "out", "window"],
        layers![
            Linear::builder().weight(weight()).bias(bias()).build().unwrap(),
            inner,
            Linear::builder().weight(recurrent()).build().unwrap(),
            window,
        ],
    )
    .unwrap()
}

/// Layers with weights between them.
pub fn stack() -> FfwdStack<(Lif, ExpSyn)> {
    FfwdStack::builder((lif(), ExpSyn::builder().n(2).build().unwrap()))
        .weight(0, weight().reversed_axes())
        .build()
        .unwrap()
}

pub fn residual() -> Residual<Vec<Box<dyn Layer>>> {
    Residual::new(layers![Linear::builder().weight(recurrent()).build().unwrap(), lif()]).unwrap()
}
