use rockpool_core::prelude::*;

#[derive(Module)]
struct Cell {
    #[parameter(init = 1e-3, unit = "s", common)]
    dt: f64,
}

fn main() {}
