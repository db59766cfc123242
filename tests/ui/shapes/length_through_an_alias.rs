use rockpool_core::prelude::*;

type M = [[f64; 3]; 2];
#[derive(Module)]
struct S {
    #[parameter(shape = (2, 4), init = ones())]
    g: M,
}

fn main() {}
