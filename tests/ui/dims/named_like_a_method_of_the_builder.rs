use rockpool_core::prelude::*;

#[derive(Module)]
#[module(dims(key))]
struct Lif {
    #[parameter(shape = key)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
