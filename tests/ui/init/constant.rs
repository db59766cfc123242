use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(init = Constant(0.1))]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
