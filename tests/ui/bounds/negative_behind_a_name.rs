use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Index(u32);

#[derive(Module)]
struct Readout {
    #[simulation(init = 3, bounds = -1..)]
    channel: Index,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
