use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter]
    tau: f64,
    #[simulation]
    dt: f64,
}

fn main() {}
