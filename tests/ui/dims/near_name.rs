use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Lif {
    #[parameter(shape = (n_ot, n_in))]
    w: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
