use rockpool_core::prelude::*;

#[derive(Module)]
struct Tail<T: ?Sized> {
    #[parameter(init = 0.9)]
    decay: f64,
    #[module(skip)]
    tail: T,
}

fn main() {}
