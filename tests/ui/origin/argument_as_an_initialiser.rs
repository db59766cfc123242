use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {
    let _ = Leak::builder().decay(Init(0.3));
    let _ = Leak::builder().decay(Init("zeros"));
}
