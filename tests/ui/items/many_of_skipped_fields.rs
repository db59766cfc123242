use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(famly = "taus", init = 0.9)]
    decay: f64,
    #[module(skip, init = 3)]
    label: String,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
struct Two {
    #[parameter(famly = "taus", init = 0.9)]
    decay: f64,
    #[module(init = 3)]
    leak: Leak,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
