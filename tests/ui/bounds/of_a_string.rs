use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(bounds = 0.0..=1.0)]
    name: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
