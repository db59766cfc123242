use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
}

#[derive(Module)]
struct Net {
    #[module(len = 2)]
    leaks: [Leak; 2],
}

fn main() {}
