use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct A {
    #[parameter(shape = n, init = move |shape, rng| 1.0)]
    w: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
