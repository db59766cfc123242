use rockpool_core::prelude::*;

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
    #[parameter(init = 1.0)]
    bias:
}

fn main() {}
