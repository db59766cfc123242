use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = fill("x"))]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
