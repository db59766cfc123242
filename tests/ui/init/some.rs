use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(init = Some(1.0))]
    w: Option<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
