use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = 1.0, cast = |x: f32| x)]
    g: f64,
}

fn main() {}
