use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct S {
    #[parameter(shape = n_out)]
    w: Array2<f64>,
    #[parameter(init = "x")]
    tau: f64,
    #[state]
    v: char,
    #[module]
    g: f64,
    #[parameter(cast = f32::abs)]
    y: f64,
    #[simulation(bounds = "a"..)]
    x: f64,
    #[module(origin)]
    o: String,
}
fn main() {
    let s = S::builder().n_in(3).n_out(2).w(3.0).tau(1.0).build().unwrap();
    s.parameters();
}
