use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(20e-3)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
