use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n, dims(k = (n, 2)))]
struct S {
    #[parameter(shape = n, init = ones())]
    g: Vec<f64>,
}

fn main() {}
