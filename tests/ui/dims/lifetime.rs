use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Lif {
    #[parameter(shape = 'a)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
