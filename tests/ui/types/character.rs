use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    letter: char,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
