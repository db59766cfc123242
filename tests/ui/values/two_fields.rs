use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Pair {
    a: f64,
    b: f64,
}

fn main() {}
