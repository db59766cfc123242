use rockpool_core::prelude::*;

const WIDTH: usize = usize::MAX;

#[derive(Module)]
struct Filter {
    #[state(shape = WIDTH * 2)]
    level: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
