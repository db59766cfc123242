use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    #[attribute(rename = "")]
    Euler,
    Heun,
}

fn main() {}
