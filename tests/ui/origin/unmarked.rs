use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = 1.0)]
    gain: f64,
    origin: Origin,
}

fn main() {}
