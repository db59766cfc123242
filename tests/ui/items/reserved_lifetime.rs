use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif<'__m> {
    #[module(skip)]
    name: &'__m str,
}

fn main() {}
