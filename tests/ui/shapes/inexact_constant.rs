use rockpool_core::prelude::*;

mod config {
    pub const WIDTH: usize = 7;
}

#[derive(Module)]
#[module(shape = n, dims(half = config::WIDTH / 2))]
struct Filter {
    #[parameter(shape = (n, half), init = zeros())]
    w: ndarray::Array2<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
