use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[skip]
    label: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
