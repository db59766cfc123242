use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(rename = tau)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
