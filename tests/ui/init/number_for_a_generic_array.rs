use rockpool_core::prelude::*;

#[derive(Module)]
struct Layer<T: Real> {
    #[parameter(init = 0.5)]
    bias: [T; 3],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
