use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(unit = "s", unit = "ms")]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
