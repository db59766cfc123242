use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(famly = "taus", init = 0.9)]
    decay: f64,
    #[parameter(init = nothing)]
    gain: f64,
    #[parameter(init = 1.0, cast = abs)]
    bias: f64,
}

fn main() {
    missing();
}
