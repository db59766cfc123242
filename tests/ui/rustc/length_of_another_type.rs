use ndarray::Array2;
use rockpool_core::prelude::*;

const W: i32 = 3;
#[derive(Module)]
#[module(shape = n)]
struct S {
    #[parameter(shape = (n, W), init = ones())]
    g: Array2<f64>,
}

fn main() {}
