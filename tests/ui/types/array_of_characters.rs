use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(shape = (2, 3))]
    g: [[char; 3]; 2],
    #[module(origin)]
    o: Origin,
}

fn main() {}
