use rockpool_core::prelude::*;

#[derive(Module)]
struct Layer {
    #[parameter(init = 1.0)]
    gain: f64,
}

#[derive(Module)]
#[module(shape = iner)]
struct Scaled {
    #[module]
    inner: Layer,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
