use rockpool_core::prelude::*;

#[derive(Module)]
#[module(dims = (k))]
struct Lif {
    #[parameter(shape = k)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
