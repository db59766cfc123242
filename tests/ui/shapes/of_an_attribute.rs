use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = decay)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
