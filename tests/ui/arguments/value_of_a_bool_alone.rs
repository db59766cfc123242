use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(true)]
    is_on: bool,
    #[parameter(Some(1.0))]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
