use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[simulation_parameter(init = 1e-3)]
    dt: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
