use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = 1.0)]
    g: f64,
}
fn main() {
    let s = S { g: 1.0 };
    s.parameters().get("g").unwrap().array::<String>();
}
