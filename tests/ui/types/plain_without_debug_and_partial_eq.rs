use rockpool_core::prelude::*;

#[derive(Clone)]
enum Solver {
    Euler,
}

impl AttributeValue for Solver {
    type Class = Plain;
}

#[derive(Module)]
struct Lif {
    #[simulation(init = Solver::Euler)]
    solver: Solver,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
