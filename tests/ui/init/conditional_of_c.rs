use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = true ? 0.1 : 0.2)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
