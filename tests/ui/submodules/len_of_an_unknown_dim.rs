use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
}

#[derive(Module)]
#[module(dims(n_leaks))]
struct Net {
    #[module(len = n_leak)]
    leaks: Vec<Leak>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
