use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = Some(2.0))]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
