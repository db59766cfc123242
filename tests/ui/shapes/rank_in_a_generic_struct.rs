use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Lif<T: Element> {
    #[parameter(shape = (n, n))]
    w: Array1<T>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
