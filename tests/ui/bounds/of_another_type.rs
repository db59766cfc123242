use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(bounds = "a"..)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
