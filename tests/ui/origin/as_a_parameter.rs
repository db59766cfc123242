use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    origin: Origin,
}

fn main() {}
