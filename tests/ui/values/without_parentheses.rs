use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    #[attribute]
    RungeKutta4,
    Euler,
}

fn main() {}
