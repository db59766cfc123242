use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(init = 1.0, bounds = ">0")]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
