use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    gain: f64,
    #[parameter(init = self.gain * 2.0)]
    twice: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
