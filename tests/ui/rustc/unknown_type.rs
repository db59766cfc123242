use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    w: Arry1<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
