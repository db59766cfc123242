use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(range = 0.0..=1.0)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
