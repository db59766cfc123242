use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = 1.0)]
    g: f64,
    #[module(origin)]
    o: Origin,
    #[parameter(fam)]
    w: f64,
}
fn main() {
    let s: S = S::builder().g(1.0).w(3.0).build().unwrap();
    s.parameters();
}
