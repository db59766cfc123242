use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Lif {
    #[parameter(shape = n, init = fill(-0.5), bounds = 0.0..)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
