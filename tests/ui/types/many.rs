use std::collections::HashSet;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Lif {
    #[parameter]
    seen: HashSet<u8>,
    #[parameter(shape = n)]
    w: f64,
    #[parameter(init = "one")]
    gain: f64,
    #[module]
    inner: f64,
    #[module(skip)]
    file: std::fs::File,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
