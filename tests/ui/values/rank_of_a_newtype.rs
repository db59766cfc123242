use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Gains(Vec<f64>);

#[derive(Module)]
#[module(shape = (n, m))]
struct Scale {
    #[parameter(shape = (n, m), init = ones())]
    gains: Gains,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
