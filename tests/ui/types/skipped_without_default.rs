use std::fs::File;
use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[module(skip)]
    file: File,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
