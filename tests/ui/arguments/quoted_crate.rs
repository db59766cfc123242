use rockpool_core::prelude::*;

#[derive(Module)]
#[module(crate = "rockpool_core")]
struct Nothing;

fn main() {}
