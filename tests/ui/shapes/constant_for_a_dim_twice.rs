use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n_out)]
struct Layer {
    #[parameter(shape = N_OUT, init = zeros())]
    w: Vec<f64>,
    #[state(shape = N_OUT)]
    x: Vec<f64>,
}

fn main() {}
