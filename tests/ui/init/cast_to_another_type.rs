use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = 1.0, cast = f32::abs)]
    tau: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
