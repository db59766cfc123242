use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = "0.9")]
    decay: f64,
    #[parameter(init = "0.9 +")]
    gain: f64,
}

fn main() {}
