use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    hidden: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
