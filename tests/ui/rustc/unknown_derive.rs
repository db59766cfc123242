use rockpool_core::prelude::*;

#[derive(Module, Clne)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = n, init = fill(0.9))]
    decay: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
