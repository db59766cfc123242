use rockpool_core::prelude::*;

#[derive(Module)]
struct G {
    #[parameter(init = 0.0)]
    g: f64,
}
#[derive(Module)]
#[module(shape = (n, m))]
struct S {
    #[module(shape = n)]
    lin: G,
    #[module(origin)]
    o: Origin,
}

fn main() {}
