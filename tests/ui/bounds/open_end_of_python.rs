use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(bounds = (0.0, None), init = 0.5)]
    v: f64,
}

fn main() {}
