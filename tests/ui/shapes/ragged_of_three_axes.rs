use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter]
    w: Vec<Vec<Vec<f64>>>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
