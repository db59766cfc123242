use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(permit_reshape = "false")]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
