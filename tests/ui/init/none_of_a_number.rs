use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = None)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
