use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(unit = "20 ms")]
    x: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
