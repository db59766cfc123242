use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    Euler,
    Heun,
}

#[derive(Module)]
struct Ode {
    #[simulation(init = "heun")]
    solver: Solver,
}

fn main() {}
