use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(unit = "s",, family = "taus")]
    tau: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
