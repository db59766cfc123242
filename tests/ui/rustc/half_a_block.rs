use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct S {
    #[parameter(init = { let x = ; x }, shape = n)]
    g: Vec<f64>,
    #[module(origin)]
    o: Origin,
}
fn main() {
    let s: S = S::builder().g(1.0).build().unwrap();
    s.parameters();
}
