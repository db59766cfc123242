use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = 1.0)]
    g: f64,
}
struct U;
fn main() {
    let mut s = S { g: 1.0 };
    s.set("g", U);
}
