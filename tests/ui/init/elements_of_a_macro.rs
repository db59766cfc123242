use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct S {
    #[parameter(init = vec![1, 2], shape = n)]
    g: Vec<f64>,
}

fn main() {}
