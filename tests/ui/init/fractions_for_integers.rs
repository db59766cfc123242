use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(shape = (3, 3), init = kaiming())]
    w: Array2<i32>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
