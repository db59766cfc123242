use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[simulation(shape = n, init = fill(300))]
    w: Vec<u8>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
