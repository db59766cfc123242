use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(bounds = 0.5..)]
    count: usize,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
