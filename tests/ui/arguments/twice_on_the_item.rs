use rockpool_core::prelude::*;

#[derive(Module)]
#[module(spiking_input)]
#[module(spiking_input)]
struct Nothing;

fn main() {}
