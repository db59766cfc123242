use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = 4)]
    w: [f64; 3],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
