use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct S<T: Element> {
    #[parameter(init = 0.0)]
    g: T,
    #[parameter(init = [0.0], shape = n)]
    h: Array1<T>,
    #[module(origin)]
    o: Origin,
}

fn main() {}
