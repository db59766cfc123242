use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = 340282366920938463463374607431768211456)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
