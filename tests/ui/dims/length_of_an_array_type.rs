use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n_out)]
struct A {
    #[parameter(init = zeros())]
    w: [f64; n_out],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
