use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Layer {
    #[parameter(shape = (n_in, n_out), init = fill(1.0 / n_in))]
    w: ndarray::Array2<f64>,
    #[parameter(init = n_out * 0.5)]
    gain: f32,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
