use std::collections::HashSet;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Lif {
    #[parameter(family = "seen", shape = n, init = HashSet::new(), bounds = 0..)]
    seen: HashSet<u8>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
