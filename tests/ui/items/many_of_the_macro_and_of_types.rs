use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct A {
    #[parameter(famly = "weights", shape = n, init = zeros())]
    w: Array1<f64>,
    #[parameter(init = "x")]
    r: f64,
    #[module]
    m: String,
    #[state]
    c: std::time::Instant,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
