use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(family = "taus")]
    a: f64,
    #[parameter(family = "taus_mut")]
    b: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
