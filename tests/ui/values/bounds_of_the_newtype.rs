use rockpool_core::prelude::*;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Seconds(f64);

#[derive(Module)]
struct Leaky {
    #[parameter(init = 0.02, bounds = Seconds(1e-6)..)]
    tau: Seconds,
}

fn main() {}
