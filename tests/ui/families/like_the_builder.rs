use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(family = "builder")]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
