use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Seconds(#[attribute(rename = "s")] f64);

fn main() {}
