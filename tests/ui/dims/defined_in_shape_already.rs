use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out), dims(n_in = n_out * 2))]
struct Lif {
    #[parameter(shape = n_in)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
