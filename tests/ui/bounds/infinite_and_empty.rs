use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = 0.5, bounds = f64::INFINITY..0.0)]
    g: f64,
}

fn main() {}
