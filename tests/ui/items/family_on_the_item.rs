use rockpool_core::prelude::*;

#[derive(Module)]
#[module(family = "neurons")]
struct Lif;

fn main() {}
