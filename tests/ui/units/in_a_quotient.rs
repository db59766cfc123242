use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(unit = "nS/cm2x")]
    g: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
