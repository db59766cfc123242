use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[state]
    origin: Origin,
}

fn main() {}
