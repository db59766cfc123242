use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n_out)]
struct A {
    #[parameter(shape = N_OUT, init = zeros())]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
