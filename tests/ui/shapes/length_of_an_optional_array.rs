use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(shape = 4, init = ones())]
    g: Option<[f64; 3]>,
}

fn main() {}
