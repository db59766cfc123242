use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
#[attribute(crate = ::rockpool_core)]
#[attribute(crate = ::rockpool_core)]
struct Seconds(f64);

fn main() {}
