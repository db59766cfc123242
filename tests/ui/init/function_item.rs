use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = f64::abs)]
    g: fn(f64) -> f64,
}

fn main() {}
