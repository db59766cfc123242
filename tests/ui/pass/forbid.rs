//! A crate that forbids to allow: generated code allows nothing.
#![forbid(deprecated, non_snake_case, unused_imports, private_interfaces, private_bounds, unused_qualifications)]

use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
pub struct Layer {
    #[parameter(family = "taus", init = 1.0)]
    pub w: f64,
    #[state(shape = n)]
    pub v: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
pub struct Bare {
    #[parameter(family = "taus", init = 1.0)]
    pub w: f64,
}

#[derive(Module)]
pub enum Either {
    A(Bare),
    B,
}

fn main() {
    let layer = Layer::builder().n(3).build();
    assert!(layer.is_ok_and(|layer| layer.taus().w == &1.0));
}
