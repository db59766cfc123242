use rockpool_core::prelude::*;

#[derive(Module)]
struct Leaky {
    /// A cache.
    #[simulation(init = 0.0, stored = "false")]
    cache: f64,
}

fn main() {}
