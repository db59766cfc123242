use ndarray::Array2;
use rockpool_core::prelude::*;

type Weights = Array2<f64>;

#[derive(Module)]
#[module(shape = n)]
struct Lif {
    #[parameter(shape = n)]
    w: Weights,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
