use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = n, init = 0.02)]
    tau: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
