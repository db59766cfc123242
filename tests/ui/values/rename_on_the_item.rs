use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
#[attribute(rename = "solver")]
enum Solver {
    RungeKutta4,
    Euler,
}

fn main() {}
