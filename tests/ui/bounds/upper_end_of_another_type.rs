use rockpool_core::prelude::*;

const MAX: f64 = 1.0;
#[derive(Module)]
struct S {
    #[parameter(init = 0.5, bounds = 0.0..MAX)]
    g: f32,
}

fn main() {}
