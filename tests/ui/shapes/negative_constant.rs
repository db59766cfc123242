use rockpool_core::prelude::*;

const TAPS: usize = 3;

#[derive(Module)]
#[module(shape = n)]
struct Filter {
    #[parameter(shape = (n, TAPS - 4), init = zeros())]
    w: ndarray::Array2<f64>,
    #[parameter(shape = (TAPS - 4), init = zeros())]
    b: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
