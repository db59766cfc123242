use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter{init = 0.0}]
    a: f64,
}

fn main() {}
