use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n, dims[k])]
struct Leak {
    #[parameter(shape = k, init = zeros())]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
