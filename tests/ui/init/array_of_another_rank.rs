use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = [1.0, 2.0, 3.0])]
    g: [[f64; 3]; 2],
}

fn main() {}
