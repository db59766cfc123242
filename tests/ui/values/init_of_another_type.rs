use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Seconds(f64);

#[derive(Module)]
struct Leaky {
    #[parameter(init = "long")]
    tau: Seconds,
}

fn main() {}
