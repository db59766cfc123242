use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif<T: Element> {
    #[parameter(shape = T)]
    w: Vec<T>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
