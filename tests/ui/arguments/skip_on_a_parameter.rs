use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(skip)]
    label: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
