use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameters(init = 1.0)]
    g: f64,
}

fn main() {}
