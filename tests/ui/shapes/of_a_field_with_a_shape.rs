use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = n, init = fill(0.9))]
    decay: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
#[module(shape = inner)]
struct Net {
    #[module(shape = 3)]
    inner: Leak,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
