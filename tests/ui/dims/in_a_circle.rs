use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(dims(a = b / 2, b = a * 2))]
struct Lif {
    #[parameter(shape = (a, b))]
    w: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
