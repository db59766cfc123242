use rockpool_core::prelude::*;

#[derive(AttributeValue)]
struct Seconds(f64);

fn main() {}
