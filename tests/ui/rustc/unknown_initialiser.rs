use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = kaming())]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
