use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
#[module(shape = n)]
struct Gains(Vec<f64>);

fn main() {}
