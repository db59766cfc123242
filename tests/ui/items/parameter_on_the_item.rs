use rockpool_core::prelude::*;

#[derive(Module)]
#[parameter(unit = "s")]
struct Lif;

fn main() {}
