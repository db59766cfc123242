use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(shape = 3, init = identity())]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
