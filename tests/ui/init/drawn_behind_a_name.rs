use rockpool_core::prelude::*;

type Index = u16;

#[derive(Module)]
#[module(shape = n)]
struct Links {
    #[simulation(shape = n, init = uniform(0.0, 9.0))]
    to: Vec<Index>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
