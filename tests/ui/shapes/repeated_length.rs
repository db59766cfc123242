use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = [n; 2], init = zeros())]
    w: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
