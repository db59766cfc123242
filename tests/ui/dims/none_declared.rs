use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(shape = n)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
