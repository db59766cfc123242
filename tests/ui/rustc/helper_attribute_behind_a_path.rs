use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[rockpool_core::parameter(init = 1.0)]
    g: f64,
}

fn main() {}
