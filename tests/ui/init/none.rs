use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = None)]
    tau: Option<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
