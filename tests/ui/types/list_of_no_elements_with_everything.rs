use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct S {
    #[parameter(shape = n, init = zeros(), bounds = 0.0..1.0, cast = |x| x)]
    g: Vec<String>,
    #[module(origin)]
    o: Origin,
}

fn main() {}
