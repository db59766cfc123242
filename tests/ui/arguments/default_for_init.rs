use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(default = 0.5)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
