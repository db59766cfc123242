use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(bounds = -1.0..=-2.0)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
