use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(bounds = 0.0..f64::NAN)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
