use ndarray::Array1;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct S<T: AttributeValue> {
    #[parameter(shape = n)]
    g: Array1<T>,
    #[module(origin)]
    o: Origin,
}

fn main() {}
