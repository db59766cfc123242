use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(ms, init = 1.0)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
