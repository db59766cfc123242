use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
}

#[derive(Module)]
#[module(dims(n))]
struct Net {
    #[module(len = n)]
    leak: Option<Leak>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
