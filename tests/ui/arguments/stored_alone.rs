use rockpool_core::prelude::*;

#[derive(Module)]
struct Leaky {
    #[simulation(init = 0.0, stored)]
    cache: f64,
}

fn main() {}
