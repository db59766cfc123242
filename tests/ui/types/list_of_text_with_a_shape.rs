use rockpool_core::prelude::*;

#[derive(Module)]
struct Labelled {
    #[simulation(shape = 2, init = zeros())]
    labels: Option<Vec<String>>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
