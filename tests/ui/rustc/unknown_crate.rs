use rockpool_core::prelude::*;

#[derive(Module)]
#[module(crate = ::rockpool)]
struct Lif {
    #[parameter]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
