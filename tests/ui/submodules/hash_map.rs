use std::collections::HashMap;

use rockpool_core::prelude::*;

#[derive(Module)]
struct Child {
    #[parameter(init = 1.0)]
    w: f64,
}

#[derive(Module)]
struct A {
    #[module]
    inner: HashMap<String, Child>,
}

fn main() {}
