use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = 1.0, unit = nS/cm^2)]
    leak: f64,
    #[parameter(init = 1.0, unit = other(persons))]
    exposed: f64,
    #[parameter(init = 1.0, unit = sec)]
    tau: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
