use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = (n, 3), init = zeros())]
    w: Vec<[f64; 3]>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
