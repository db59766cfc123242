use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[simulation(shape = n, init = sparse(10.0, ones()))]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
