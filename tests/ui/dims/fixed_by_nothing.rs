use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Leak {
    #[state(shape = n_out)]
    x: Vec<f64>,
}

fn main() {}
