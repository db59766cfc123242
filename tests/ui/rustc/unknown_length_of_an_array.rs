use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(shape = 3, init = zeros())]
    w: [f64; n_out],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
