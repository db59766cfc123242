use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[module(origin, rename = "from")]
    origin: Origin,
}

fn main() {}
