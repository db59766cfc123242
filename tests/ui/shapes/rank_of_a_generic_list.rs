use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Layer<T: Real> {
    #[parameter(shape = (n, n), init = zeros())]
    w: Vec<T>,
}

fn main() {}
