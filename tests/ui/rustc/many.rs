use ndarray::Array2;
use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n_in, n_out))]
struct Lif {
    #[parameter(famly = "weights", shape = (n_ot, n_in))]
    w: Array2<f64>,
    #[state(bounds = 1.0..0.0)]
    #[parameter]
    x: f64,
    tau: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {
    let _ = Lif::builder().n_in(2).w(1.0).tau(3.0).build();
}
