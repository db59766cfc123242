use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct S {
    #[parameter(shape = (n, n))]
    g: Vec<Vec<f64>>,
    #[module(origin)]
    o: Origin,
}

fn main() {}
