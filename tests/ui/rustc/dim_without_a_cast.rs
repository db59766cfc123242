use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Lif {
    #[parameter(shape = n, init = fill(1.0 / n))]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
