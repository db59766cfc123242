use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(n_in, n_out)]
struct A {
    #[parameter(shape = (n_in, n_out), init = zeros())]
    w: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
