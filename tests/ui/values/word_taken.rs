use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Solver {
    #[attribute(rename = "euler")]
    Euler,
    #[attribute(rename = "euler")]
    Heun,
}

fn main() {}
