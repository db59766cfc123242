use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[state(init = like(v_rest))]
    vmem: f64,
    #[parameter(init = like(v_reset))]
    v_rest: f64,
    #[parameter(init = like(v_rest))]
    v_reset: f64,
}

fn main() {}
