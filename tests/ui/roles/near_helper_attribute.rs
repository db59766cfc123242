use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[param(init = 1.0)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
