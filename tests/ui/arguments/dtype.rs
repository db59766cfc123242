use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(dtype = f32, init = 0.5)]
    v: f64,
}

fn main() {}
