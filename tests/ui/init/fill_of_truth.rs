use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[simulation(shape = n, init = fill(1.0))]
    w: Vec<bool>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
