use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = n)]
    name: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
