use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Gains([f64; 3]);

#[derive(Module)]
struct Scale {
    #[parameter(shape = 2, init = ones())]
    gains: Gains,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
