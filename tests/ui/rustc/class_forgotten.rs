use rockpool_core::prelude::*;

#[derive(Clone, Debug, PartialEq)]
struct Fixed(i32);

impl AttributeValue for Fixed {}

fn main() {}
