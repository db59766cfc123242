use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = n, init = zeros())]
    w: ndarray::Array<f64, ndarray::Ix2>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
