use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 1.0)]
    gain: f64,
    #[parameter]
    tail: [f64],
}

fn main() {}
