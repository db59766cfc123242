use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[state(bounds = 1.0..)]
    x: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
