use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(unit = "acre")]
    x: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
