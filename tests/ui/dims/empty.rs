use rockpool_core::prelude::*;

#[derive(Module)]
#[module(dims())]
struct Lif {
    #[parameter]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
