use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = "fast")]
    tau: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
