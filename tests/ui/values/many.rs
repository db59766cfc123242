use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Pair(f64, f64);

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Step {
    #[attribute(rename = "")]
    Adaptive,
    Fixed(f64),
    #[state]
    Other,
}

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Nothing;

fn main() {}
