use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(init = 1, bounds = 0..300)]
    w: u8,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
