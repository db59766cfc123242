use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[module(skip, origin)]
    origin: Origin,
}

fn main() {}
