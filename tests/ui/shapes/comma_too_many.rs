use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = (n,, m))]
    w: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
