use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Letter(char);

fn main() {}
