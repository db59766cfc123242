use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[state]
    g: Vec<f64>,
    #[module(origin)]
    o: Origin,
}

fn main() {}
