use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Scaled<T>(T);

fn main() {}
