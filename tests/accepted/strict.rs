//! A crate that allows nothing lets generated code through.
#![deny(warnings, missing_docs, unsafe_code, unreachable_pub, single_use_lifetimes, unused_qualifications)]
#![deny(missing_debug_implementations, elided_lifetimes_in_paths, explicit_outlives_requirements)]

use ndarray::{Array1, Array2};
use rockpool_core::prelude::*;

const WIDTH: usize = 3;

/// A layer.
#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out), dims(half = n_in / 2), spiking_output)]
struct Layer<T: Element, const N: usize> {
    /// Weights.
    #[parameter(family = "weights", shape = (n_out, half), init = xavier(), alias = "weights")]
    w: Option<Array2<T>>,
    /// Time constants.
    #[parameter(family = "taus", shape = [(n_out,), (WIDTH,)], init = ones(), unit = "s")]
    tau: Array1<T>,
    /// Offsets.
    #[simulation(init = zeros(), permit_reshape = false)]
    offset: [T; N],
    /// Potentials.
    #[state(shape = n_out, rename = "v")]
    r#type: Vec<T>,
    /// What it is called.
    #[module(skip)]
    label: String,
    #[module(origin)]
    origin: Origin,
}

/// One or none.
#[allow(clippy::large_enum_variant)]
#[derive(Module, Clone, Debug)]
enum Choice {
    /// A layer.
    Wide(Layer<f64, 2>),
    /// None.
    Off,
}

fn main() {
    let layer = Layer::<f32, 2>::builder().n_in(4).n_out(3).build();
    assert!(layer.is_ok_and(|layer| layer.taus().tau.len() == 3 && layer.weights().w.is_none()));
    assert!(matches!(Choice::Off.parameters().len(), 0));
    let wide = Layer::builder().shape((4, 3)).build().map(Choice::Wide);
    assert!(wide.is_ok_and(|choice| choice.spiking_output()));
}
