use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = (n, m, 2))]
    w: [[f64; 2]; 3],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
