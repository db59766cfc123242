use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(shape = n, cast = f64::abs)]
    tau: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
