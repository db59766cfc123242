use rockpool_core::prelude::*;

#[derive(Clone, Debug, PartialEq)]
enum Phase {
    Rest,
}

impl AttributeValue for Phase {
    type Class = Plain;
}

#[derive(Module)]
struct Lif {
    #[state]
    phase: Phase,
    #[module(origin)]
    origin: Origin,
}

fn rest() -> Phase {
    Phase::Rest
}

fn main() {}
