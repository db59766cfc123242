use rockpool_core::prelude::*;

#[derive(Module)]
#[module(check)]
struct Leak {
    #[parameter(init = 0.9)]
    tau: f64,
}

fn main() {}
