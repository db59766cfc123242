use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = struct)]
    g: f64,
    #[module(origin)]
    o: Origin,
}
fn main() {
    let s: S = S::builder().g(1.0).build().unwrap();
    s.parameters();
}
