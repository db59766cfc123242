use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(init = 0.1 if true else 0.2)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
