use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = 3)]
    name: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
