use rockpool_core::prelude::*;

#[derive(Module)]
#[repr(packed)]
struct A {
    #[parameter(init = 1.0)]
    w: f64,
}

fn main() {}
