use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[simulation(init = f64::NAN, bounds = 0.0..)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
