use rockpool_core::prelude::*;

#[derive(Module)]
#[module(builder = "Build")]
struct A {
    #[parameter(init = 1.0)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
