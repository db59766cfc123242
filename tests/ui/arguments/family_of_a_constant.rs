use rockpool_core::prelude::*;

const F: &str = "weights";
#[derive(Module)]
struct S {
    #[parameter(family = F, init = 0.0)]
    w: f64,
}

fn main() {}
