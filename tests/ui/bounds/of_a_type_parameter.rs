use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct S<T: Element> {
    #[parameter(init = fill(0.02), bounds = 0.0..1.0)]
    g: T,
    #[parameter(init = fill(0.02), bounds = 0.0..1.0, shape = n)]
    h: Array1<T>,
    #[module(origin)]
    o: Origin,
}

fn main() {}
