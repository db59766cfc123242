use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (type, n))]
struct Leak {
    #[parameter(shape = (n, type), init = zeros())]
    w: ndarray::Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
