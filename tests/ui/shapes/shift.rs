use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct S {
    #[parameter(shape = (n, n << 2), init = ones())]
    g: Array2<f64>,
}

fn main() {}
