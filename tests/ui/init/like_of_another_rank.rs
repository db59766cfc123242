use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(init = zeros(), shape = n)]
    v: Vec<f64>,
    #[state(init = like(v))]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
