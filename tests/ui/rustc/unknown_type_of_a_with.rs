use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[simulation(with = Milis, init = 1.0)]
    start: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
