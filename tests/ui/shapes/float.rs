use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = (n, 1.5))]
    w: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
