use rockpool_core::prelude::*;

const WIDTH: usize = 4;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = WIDTH)]
    w: [f64; 3],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
