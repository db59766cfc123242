use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 1.0, cast = .abs())]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
