use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    Euler,
    Heun,
}

#[derive(Module)]
struct Pendulum {
    #[simulation(init = Solver::Euler, unit = "s")]
    solver: Solver,
}

fn main() {}
