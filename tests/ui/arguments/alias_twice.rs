use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[parameter(alias = "old", alias = "old")]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
