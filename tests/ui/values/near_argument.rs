use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    #[attribute(renam = "rk4")]
    RungeKutta4,
    Euler,
}

fn main() {}
