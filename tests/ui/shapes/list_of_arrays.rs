use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Leak {
    #[parameter(shape = (n, m), init = zeros())]
    w: Vec<Array1<f64>>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
