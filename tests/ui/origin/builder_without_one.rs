use rockpool_core::prelude::*;

#[derive(Module)]
#[module(builder = Build)]
struct A {
    #[parameter(init = 1.0)]
    w: f64,
}

fn main() {}
