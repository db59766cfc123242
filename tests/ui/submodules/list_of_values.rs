use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[module]
    gains: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
