use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init_func = zeros())]
    a: f64,
}

fn main() {}
