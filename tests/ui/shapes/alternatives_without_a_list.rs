use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Leak {
    #[parameter(shape = (n, m) | (n,), init = zeros())]
    w: ndarray::ArrayD<f64>,
    #[parameter(shape = [(n, m); (n,)], init = zeros())]
    u: ndarray::ArrayD<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
