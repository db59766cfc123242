use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = 0.5)]
    count: usize,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
