use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    #[attribute(unit = "s")]
    RungeKutta4,
    Euler,
}

fn main() {}
