use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter]
    g: Vec<_>,
    #[module(origin)]
    o: Origin,
}

fn main() {}
