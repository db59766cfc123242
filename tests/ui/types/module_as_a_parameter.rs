use rockpool_core::prelude::*;

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
}

#[derive(Module)]
struct Net {
    #[parameter]
    first: Gain,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
