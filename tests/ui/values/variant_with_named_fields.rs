use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
enum Step {
    Adaptive,
    Fixed { dt: f64 },
}

fn main() {}
