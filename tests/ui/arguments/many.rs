use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(famly = "weights", unit = s, permit_reshape = no)]
    w: f64,
    #[state(init)]
    x: f64,
    #[module(skip = 1, shape = n)]
    label: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
