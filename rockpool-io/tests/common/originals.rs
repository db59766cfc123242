//! The modules of which the files in `tests/data/rockpool` hold the values.

#![allow(
    missing_docs,
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::panic,
    reason = "shared by tests and an example, each of which is a crate"
)]

use rockpool_core::prelude::*;
use rockpool_nn::{
    ExpSyn, FfwdStack, Instant, Layer, Lif, LifNeuron, Linear, Rate, Residual, Sequential, layers,
};
use std::path::PathBuf;

pub const NAMES: [&str; 14] = [
    "linear",
    "linear_bias",
    "lif",
    "lif_recurrent",
    "lif_synapses",
    "lif_neuron",
    "exp_syn",
    "rate",
    "rate_recurrent",
    "instant",
    "sequential",
    "residual",
    "ffwd_stack",
    "nested",
];

pub fn data(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/rockpool");
    folder.join(name).with_extension("json")
}

fn linear(n_in: usize, n_out: usize) -> Linear<f32> {
    Linear::<f32>::builder().shape((n_in, n_out)).key(Key::new(1)).build().unwrap()
}

fn lif(n: usize) -> Lif<f32> {
    Lif::<f32>::builder().shape((n, n)).build().unwrap()
}

/// The module of a file, with other values.
pub fn net(name: &str) -> Box<dyn Layer<f32>> {
    let key = Key::new(1);
    match name {
        "linear" => Box::new(linear(2, 3)),
        "linear_bias" => {
            Box::new(Linear::<f32>::builder().shape((2, 3)).bias(Declared).key(key).build().unwrap())
        }
        "lif" => Box::new(lif(2)),
        "lif_recurrent" => {
            Box::new(Lif::<f32>::builder().shape((2, 2)).w_rec(Declared).key(key).build().unwrap())
        }
        "lif_synapses" => {
            Box::new(Lif::<f32>::builder().shape((4, 2)).w_rec(Declared).key(key).build().unwrap())
        }
        "lif_neuron" => Box::new(LifNeuron::<f32>::builder().n(3).build().unwrap()),
        "exp_syn" => Box::new(ExpSyn::<f32>::builder().n(3).build().unwrap()),
        "rate" => Box::new(Rate::<f32>::builder().n(2).build().unwrap()),
        "rate_recurrent" => Box::new(Rate::<f32>::builder().n(2).w_rec(Declared).key(key).build().unwrap()),
        "instant" => Box::new(Instant::<f32>::builder().n(2).build().unwrap()),
        "sequential" => Box::new(
            Sequential::new(layers![
                linear(2, 3),
                lif(3),
                linear(3, 2),
                ExpSyn::<f32>::builder().n(2).build().unwrap()
            ])
            .unwrap(),
        ),
        "residual" => {
            let lif = Lif::<f32>::builder().shape((3, 3)).w_rec(Declared).key(key).build().unwrap();
            Box::new(Residual::new(layers![linear(3, 3), lif]).unwrap())
        }
        "ffwd_stack" => {
            let layers = layers![lif(2), lif(3), ExpSyn::<f32>::builder().n(2).build().unwrap()];
            Box::new(FfwdStack::builder(layers).key(key).build().unwrap())
        }
        "nested" => {
            let neuron = LifNeuron::<f32>::builder().n(3).build().unwrap();
            let inner = Sequential::new(layers![lif(3), neuron]).unwrap();
            let residual = Residual::new(layers![linear(3, 3), inner]).unwrap();
            let instant = Instant::<f32>::builder().n(3).build().unwrap();
            let rate = Rate::<f32>::builder().n(3).build().unwrap();
            Box::new(Sequential::new(layers![linear(2, 3), lif(3), residual, instant, rate]).unwrap())
        }
        other => panic!("there is no module for {other}"),
    }
}
