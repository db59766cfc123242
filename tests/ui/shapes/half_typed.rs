use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out +))]
struct S {
    #[module(origin)]
    o: Origin,
    #[parameter(shape = (n_in, n_out))]
    w: Array2<f64>,
}
fn main() {
    let s: S = S::builder().n_in(3).n_out(3).build().unwrap();
    s.parameters();
}
