use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = 0.0, reshape = false)]
    a: f64,
}

fn main() {}
