use rockpool_core::prelude::*;

#[derive(Module)]
#[module(crate = Self::toolkit)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
}

fn main() {}
