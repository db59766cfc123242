use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9, cast = "f64::abs")]
    decay: f64,
}

fn main() {}
