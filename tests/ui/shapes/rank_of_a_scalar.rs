use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[state(shape = n)]
    x: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
