use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(init = 0.1, cast = f64::abs())]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
