use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = n, init = fill(0.5))]
    w: Vec<u32>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
