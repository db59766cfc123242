use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out), dims(k = n_inn * 2))]
struct Lif {
    #[parameter(shape = k)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
