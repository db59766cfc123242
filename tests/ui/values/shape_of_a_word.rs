use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    Euler,
    Heun,
}

#[derive(Module)]
#[module(shape = n)]
struct Ode {
    #[simulation(shape = n, init = Solver::Euler)]
    solver: Solver,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
