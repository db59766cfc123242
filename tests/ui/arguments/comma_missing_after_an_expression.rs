use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(init = fill(1.0) unit = "s")]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
