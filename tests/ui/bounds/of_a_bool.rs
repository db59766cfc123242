use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = true, bounds = false..true)]
    is_on: bool,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
