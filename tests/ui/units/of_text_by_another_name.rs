use rockpool_core::prelude::*;

type Name = String;

#[derive(Module)]
struct Leak {
    #[simulation(unit = "m", init = "a")]
    w: Name,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
