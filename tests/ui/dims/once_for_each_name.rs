use ndarray::{Array1, Array2};
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n_in)]
struct A {
    #[parameter(shape = (n_in, width), init = zeros())]
    w: Array2<f64>,
    #[state(shape = width)]
    x: Array1<f64>,
    #[state(shape = width)]
    y: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
