use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = -1)]
    a: Vec<f64>,
    #[parameter(shape = (n m))]
    b: Array2<f64>,
    #[parameter(shape = [])]
    c: Vec<f64>,
    #[parameter(shape = n / 0)]
    d: Vec<f64>,
    #[parameter(shape = 1.5)]
    e: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
