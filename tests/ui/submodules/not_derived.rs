use rockpool_core::prelude::*;

struct Gain {
    gain: f64,
}

#[derive(Module)]
struct Net {
    #[module]
    inner: Gain,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
