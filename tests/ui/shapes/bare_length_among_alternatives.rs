use ndarray::ArrayD;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct A {
    #[parameter(shape = [n, ()], init = zeros())]
    w: ArrayD<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
