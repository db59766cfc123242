use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[module]
    #[parameter]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
