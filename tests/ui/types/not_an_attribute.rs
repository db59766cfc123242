use std::collections::HashSet;
use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    seen: HashSet<u8>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
