use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    Euler,
    #[attribute(rename = "rk4", alias = "rk4")]
    RungeKutta4,
}

fn main() {}
