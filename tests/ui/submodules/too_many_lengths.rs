use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Inner {
    #[parameter(shape = (n_in, n_out), init = zeros())]
    w: Array2<f64>,
    #[module(origin)]
    origin: Origin,
}
#[derive(Module)]
#[module(shape = (n, m))]
struct S {
    #[module(shape = (n, m, n))]
    lin: Inner,
    #[module(origin)]
    o: Origin,
}

fn main() {}
