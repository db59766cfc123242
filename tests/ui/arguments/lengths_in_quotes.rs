use rockpool_core::prelude::*;

#[derive(Module)]
#[module("n_in", "n_out")]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
}

fn main() {}
