use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[simulation(unit = "m")]
    w: fn(f64) -> f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
