use rockpool_core::prelude::*;

#[derive(Module)]
#[module(dim(n))]
struct S {
    #[parameter(init = zeros(), shape = n)]
    g: Vec<f64>,
}

fn main() {}
