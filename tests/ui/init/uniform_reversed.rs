use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = n, init = uniform(1.0, -1.0))]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
