use ndarray::{Array1, Array2};
use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(shape = (n_in, n_out), init = zeros())]
    w: Array2<f64>,
    #[state(shape = n_out)]
    x: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
