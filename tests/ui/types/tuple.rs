use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    pair: (f64, f64),
    #[module(origin)]
    origin: Origin,
}

fn main() {}
