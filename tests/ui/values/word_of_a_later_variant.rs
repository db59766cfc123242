use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    #[attribute(alias = "Heun")]
    Euler,
    Heun,
}

fn main() {}
