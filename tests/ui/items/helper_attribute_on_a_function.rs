use rockpool_core::prelude::*;

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0)]
    gain: f64,
}

impl Gain {
    #[parameter]
    fn gain(&self) -> f64 {
        self.gain
    }
}

fn main() {}
