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
    leaks: Vec<Leak>,
}

fn main() {}
