use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct A {
    #[parameter(shape = (n, n), init = zeros())]
    w: Vec<Vec<f64>>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
