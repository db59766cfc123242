use rockpool_core::prelude::*;

#[derive(Module)]
struct Layer<'a> {
    #[parameter(init = 1.0)]
    gain: f64,
    #[module(origin)]
    origin: &'a Origin,
}

fn main() {}
