use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(bounds = 0.0..n, init = fill(0.5), shape = n)]
    v: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
