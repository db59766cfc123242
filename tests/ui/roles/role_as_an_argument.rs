use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[module(parameter)]
    gain: f64,
    #[module(ignore)]
    label: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
