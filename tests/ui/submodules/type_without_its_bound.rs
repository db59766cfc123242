use rockpool_core::prelude::*;

#[derive(Module)]
struct Net<M> {
    #[module]
    inner: M,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
