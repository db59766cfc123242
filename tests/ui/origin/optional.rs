use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[module(origin)]
    origin: Option<Origin>,
}

fn main() {}
