use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif<'a> {
    #[parameter]
    w: &'a [f64],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
