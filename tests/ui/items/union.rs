use rockpool_core::prelude::*;

#[derive(Module)]
union Either {
    a: f64,
    b: u64,
}

fn main() {}
