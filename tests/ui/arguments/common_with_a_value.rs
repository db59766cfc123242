use rockpool_core::prelude::*;

#[derive(Module)]
struct Cell {
    #[simulation(init = 1e-3, unit = "s", common = true)]
    dt: f64,
}

fn main() {}
