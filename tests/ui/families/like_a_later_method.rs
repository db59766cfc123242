use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(family = "check_attributes", init = 1.0)]
    g: f64,
}

fn main() {}
