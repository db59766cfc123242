use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[module(origin)]
    origin: String,
}

fn main() {}
