use rockpool_core::prelude::*;

#[derive(Module)]
#[module(spiking_input = true)]
struct Nothing;

fn main() {}
