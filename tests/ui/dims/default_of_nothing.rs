use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out), dims(n_in = default()))]
struct Lif {
    #[state(shape = (n_in, n_out))]
    x: ndarray::Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
