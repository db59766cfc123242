use rockpool_core::prelude::*;

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
}

#[derive(Module)]
enum Choice {
    On {
        #[module(rename = "gain")]
        inner: Gain,
    },
}

fn main() {}
