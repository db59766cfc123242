use rockpool_core::prelude::*;

#[derive(Module)]
#[module(builder = Build)]
enum A {
    B,
}

fn main() {}
