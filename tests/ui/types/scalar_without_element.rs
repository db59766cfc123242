use rockpool_core::prelude::*;

#[derive(Clone, Debug, Default, PartialEq)]
struct Fixed(i32);

impl AttributeValue for Fixed {
    type Class = Scalar;
}

fn main() {}
