use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out), dims(n_in = default(n_half * 2), n_half = n_in / 2))]
struct Lif {
    #[state(shape = (n_in, n_out))]
    x: ndarray::Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
