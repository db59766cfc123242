use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    #[state]
    v_mem: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
