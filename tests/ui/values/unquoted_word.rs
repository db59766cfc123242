use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    #[attribute(rename = rk4)]
    RungeKutta4,
    Euler,
}

fn main() {}
