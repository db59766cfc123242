use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    a: f64,
    #[state]
    #[parameter]
    b: f64,
    #[module(skip, origin)]
    c: Origin,
    #[parameter(skip)]
    d: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
