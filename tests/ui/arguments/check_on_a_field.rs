use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9, check = f64::is_finite)]
    tau: f64,
}

fn main() {}
