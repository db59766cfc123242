use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(min = 0.0, max = 1.0)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
