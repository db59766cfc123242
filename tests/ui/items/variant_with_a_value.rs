use rockpool_core::prelude::*;

#[derive(Module)]
enum Choice {
    On(f64),
    Off,
}

fn main() {}
