use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n = 3, m))]
struct Leak {
    #[parameter(shape = n, init = zeros())]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
