use rockpool_core::prelude::*;

#[derive(Module)]
#[module(skip)]
struct Lif;

fn main() {}
