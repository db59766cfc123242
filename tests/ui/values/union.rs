use rockpool_core::prelude::*;

#[derive(AttributeValue)]
union Either {
    a: f64,
    b: u64,
}

fn main() {}
