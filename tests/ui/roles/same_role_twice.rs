use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(family = "weights")]
    #[parameter(unit = "s")]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
