use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {
    let mut builder = Leak::builder();
    builder.decay = 0.5;
}
