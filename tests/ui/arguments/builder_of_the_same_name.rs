use rockpool_core::prelude::*;

#[derive(Module)]
#[module(builder = Leak)]
struct Leak {
    #[parameter(init = 1.0)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
