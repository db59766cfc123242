use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter]
    name: str,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
