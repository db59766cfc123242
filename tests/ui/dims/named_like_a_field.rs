use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Lif {
    #[parameter]
    n: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
