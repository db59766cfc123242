use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[sim(init = 1.0)]
    g: f64,
}

fn main() {}
