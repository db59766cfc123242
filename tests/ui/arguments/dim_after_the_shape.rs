use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n, n_hidden)]
struct A {
    #[parameter(shape = n_hidden, init = zeros())]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
