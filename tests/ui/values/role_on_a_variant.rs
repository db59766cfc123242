use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    #[state]
    RungeKutta4,
    Euler,
}

fn main() {}
