use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(unit = "us²/")]
    x: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
