use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = fill(1.0) fill(2.0))]
    tau: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
