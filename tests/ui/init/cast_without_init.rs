use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(cast = f32::abs)]
    g: f64,
    #[module(origin)]
    o: Origin,
}

fn main() {}
