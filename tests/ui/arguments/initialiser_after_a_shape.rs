use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = n, kaiming)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
