use std::collections::HashSet;
use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = HashSet::new())]
    seen: HashSet<u8>,
}

fn main() {}
