use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = n, init = fill(0.9))]
    decay: Vec<f64>,
    #[parameter]
    name: String,
    #[module]
    next: Option<Box<Leak>>,
    #[module(origin)]
    origin: Origin,
}

fn main() {
    let _ = Leak::builder().decay(vec![1.0_f32]);
}
