use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 1.0, cast = f64::max(0.0))]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
