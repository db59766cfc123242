use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = 1.0)]
    g: f64,
}
struct U;
fn main() {
    let l: Vec<Box<dyn DynModule>> = vec![Box::new(U)];
}
