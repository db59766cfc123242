use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif<const WIDTH: usize> {
    #[parameter(shape = width)]
    w: [f64; WIDTH],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
