use rockpool_core::prelude::*;

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
}

#[derive(Module)]
#[module(shape = n)]
enum Choice {
    On(Gain),
}

fn main() {}
