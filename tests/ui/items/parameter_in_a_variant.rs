use rockpool_core::prelude::*;

#[derive(Module)]
enum Choice {
    On(#[parameter(init = 1.0)] f64),
}

fn main() {}
