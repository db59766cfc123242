use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[module(origin)]
    first: Origin,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
