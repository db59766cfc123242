use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Step {
    Adaptive,
    Fixed(f64),
}

fn main() {}
