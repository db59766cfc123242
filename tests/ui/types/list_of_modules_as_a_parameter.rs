use rockpool_core::prelude::*;

#[derive(Module)]
struct G {
    #[parameter(init = 1.0)]
    g: f64,
}
#[derive(Module)]
struct S {
    #[parameter]
    g: Vec<G>,
    #[module(origin)]
    o: Origin,
}

fn main() {}
