use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Layer {
    #[parameter(shape = n, init = zeros())]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {
    let _ = Layer::builder().w(|shape: &[usize]| vec![0.0; shape[0]]);
}
