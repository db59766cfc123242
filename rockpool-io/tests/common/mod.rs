//! The module of which the files in `tests/data` hold the values.

#![allow(
    missing_docs,
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "shared by tests, each of which is a crate"
)]

use ndarray::{Array1, Array2, array};
use rockpool_core::prelude::*;

#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out))]
pub struct Hidden {
    #[parameter(family = "weights", shape = (n_out, n_in), init = zeros())]
    pub weight: Array2<f32>,
    #[parameter(family = "taus", shape = n_out, init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    pub tau: Array1<f64>,
    #[state(shape = n_out)]
    pub vmem: Array1<f32>,
    #[simulation(init = 1e-3, unit = "s")]
    pub dt: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module, Clone, Debug)]
pub struct Readout {
    #[parameter(init = 1.0)]
    pub gain: f64,
    #[parameter(init = [0, 0, 0])]
    pub counts: [i64; 3],
    #[parameter(init = [false, false, false])]
    pub mask: [bool; 3],
}

#[derive(Module, Clone, Debug)]
pub struct Net {
    #[module]
    pub hidden: Hidden,
    #[module]
    pub readout: Readout,
}

/// A module whose values are none of those in the files.
pub fn fresh() -> Net {
    let hidden = Hidden::builder().n_in(3).n_out(2).build().unwrap();
    Net { hidden, readout: Readout { gain: 1.0, counts: [0; 3], mask: [false; 3] } }
}

/// A module with the values in the files.
pub fn filled() -> Net {
    let mut net = fresh();
    net.hidden.weight = array![[0.1, -0.2, 0.3], [1e-30, 5e30, -0.0]];
    net.hidden.tau = array![0.02, 0.05];
    net.readout = Readout { gain: 1.5, counts: [-3, 0, 1 << 40], mask: [true, false, true] };
    net
}

/// A file of [`filled`].
pub fn filled_bytes(format: rockpool_io::Format) -> Vec<u8> {
    rockpool_io::Options::new().to_bytes(&filled(), format).unwrap()
}

/// Equal in every bit.
pub fn assert_same(found: &Net, expected: &Net) {
    let bits = |net: &Net| -> Vec<u32> { net.hidden.weight.iter().map(|x| x.to_bits()).collect() };
    assert_eq!(bits(found), bits(expected));
    assert_eq!(found.attributes().to_tree(), expected.attributes().to_tree());
}
