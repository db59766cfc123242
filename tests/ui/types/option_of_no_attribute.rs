use std::collections::HashSet;
use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    seen: Option<HashSet<u8>>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
