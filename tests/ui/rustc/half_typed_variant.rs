use rockpool_core::prelude::*;

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
}

#[derive(Module)]
enum Choice {
    Gain(Gain),
    Other { inner: },
}

fn main() {
    Choice::Gain(Gain { gain: 1.0 }).parameters();
}
