use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct A {
    #[parameter(shape = n, zeros())]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
