use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[module("skip")]
    label: Vec<Leak>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
