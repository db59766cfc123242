use rockpool_core::prelude::*;

#[derive(Module)]
#[module(dims(type))]
struct Lif {
    #[parameter(shape = 1)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
