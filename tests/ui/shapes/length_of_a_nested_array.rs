use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = (2, 4))]
    w: [[f64; 3]; 2],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
