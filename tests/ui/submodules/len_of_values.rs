use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
}

#[derive(Module)]
#[module(dims(n))]
struct Net {
    #[parameter(len = n, init = ones())]
    gains: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
