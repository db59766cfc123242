use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(family = b"weights")]
    a: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
