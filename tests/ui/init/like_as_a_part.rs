use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 1.0)]
    rest: f64,
    #[parameter(init = like(rest) * 2.0)]
    twice: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
