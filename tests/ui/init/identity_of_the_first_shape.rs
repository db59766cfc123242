use ndarray::ArrayD;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = [(n,), (n, n)], init = identity())]
    w: ArrayD<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
