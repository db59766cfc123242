use rockpool_core::prelude::*;

#[derive(Module)]
enum Choice {
    Any(Box<dyn Module>),
    Off,
}

fn main() {}
