use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(family = "time_constants")]
    a: f64,
    #[parameter(family = "time__constants")]
    b: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
