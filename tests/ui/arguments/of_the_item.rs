use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[module(spiking_input)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
