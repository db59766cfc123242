use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(family = " ", init = 0.0)]
    w: f64,
}

fn main() {}
