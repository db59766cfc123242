use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = 1.0, cast = f64::max)]
    g: f64,
}

fn main() {}
