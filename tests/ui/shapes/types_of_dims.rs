use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n: usize, m: usize))]
struct Leak {
    #[parameter(shape = (n, m), init = zeros())]
    w: ndarray::Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
