use ndarray::ArrayD;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct A {
    #[parameter(shape = [n_in, n_out], init = zeros())]
    w: ArrayD<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
