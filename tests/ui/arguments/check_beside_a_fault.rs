use rockpool_core::prelude::*;

#[derive(Module)]
#[module(check = Self::is_right)]
struct Leak {
    #[parameter(init = 1.0, famly = "gains")]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

impl Leak {
    fn is_right(&self) -> bool {
        true
    }
}

fn main() {}
