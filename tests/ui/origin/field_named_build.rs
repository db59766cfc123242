use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    build: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
