use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = [n, m])]
struct Lif {
    #[module(origin)]
    origin: Origin,
}

fn main() {}
