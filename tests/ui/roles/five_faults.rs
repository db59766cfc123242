use ndarray::{Array1, Array2, array};
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out), spikes)]
struct S {
    #[parameter(famly = "w", shape = (n_out, n_in))]
    w: Array2<f64>,
    #[parameter(shape = n_ot, unit = "s")]
    tau: Array1<f64>,
    #[state(unit = "mVolts")]
    v: f64,
    dt: f64,
    #[simulation(bounds = 1.0..0.0)]
    x: f64,
    #[module(origin)]
    o: Origin,
}
fn main() {
    let s = S::builder().n_in(3).n_out(2).w(3.0).tau(array![1.0]).dt(3.0).build().unwrap();
    s.parameters();
}
