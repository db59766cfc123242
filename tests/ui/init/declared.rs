use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = Declared)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
