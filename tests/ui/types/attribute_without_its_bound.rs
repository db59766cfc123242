use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif<T> {
    #[parameter]
    w: T,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
