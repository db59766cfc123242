use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
}

#[derive(Module)]
struct Lif {
    #[state(init = like())]
    vmem: f64,
    #[parameter(init = 0.0)]
    v_rest: f64,
    #[module]
    inner: Leak,
}

fn main() {}
