use rockpool_core::prelude::*;

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
#[module(shape = n)]
struct Net {
    #[module(len = n, shape = (n, 2))]
    gains: Vec<Gain>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
