use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    Euler,
    Heun,
}

#[derive(Module)]
struct Ode {
    #[simulation(init = Solver::Euler, bounds = 0..)]
    solver: Solver,
}

fn main() {}
