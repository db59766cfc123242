use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(init = true, unit = "s")]
    w: bool,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
