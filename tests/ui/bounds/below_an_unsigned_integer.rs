use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(init = 1, bounds = -1..)]
    w: usize,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
