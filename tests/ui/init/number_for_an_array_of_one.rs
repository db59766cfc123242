use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
struct Layer {
    #[parameter(shape = 1, init = 0.5)]
    bias: Array1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
