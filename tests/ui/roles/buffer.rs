use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[buffer]
    level: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
