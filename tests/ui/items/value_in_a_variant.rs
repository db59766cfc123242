use rockpool_core::prelude::*;

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
}

#[derive(Module)]
enum Choice {
    #[parameter(init = 1.0)]
    Plain(f64),
    Gain(Gain),
}

fn main() {}
