use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(bounds = 0.0..=)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
