use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(family = "taus", unit = "Hz")]
    tau: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
