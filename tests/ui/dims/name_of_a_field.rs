use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = (n, taps), init = zeros())]
    v: Array2<f64>,
    #[simulation(init = 3)]
    taps: usize,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
