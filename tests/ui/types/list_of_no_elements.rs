use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    names: Vec<String>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
