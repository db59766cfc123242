use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Seconds(#[parameter] f64);

fn main() {}
