use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = [0.5, 2.0], bounds = 0.0..=1.0)]
    w: [f64; 2],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
