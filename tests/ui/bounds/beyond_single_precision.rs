use rockpool_core::prelude::*;

#[derive(Module)]
struct Cell {
    #[parameter(init = 1.0, bounds = 0.0..1e300)]
    gain: f32,
}

fn main() {}
