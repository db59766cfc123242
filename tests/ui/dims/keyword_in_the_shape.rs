use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (type, n))]
struct A {
    #[parameter(shape = n, init = zeros())]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
