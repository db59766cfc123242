use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(crate = ::rocpool_core, shape = n)]
struct S {
    #[parameter(init = ones(), shape = n, bounds = 0.0..)]
    g: Array1<f64>,
    #[module(origin)]
    o: Origin,
}

fn main() {}
