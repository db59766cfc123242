use rockpool_core::prelude::*;

const LEAST: f64 = 1.0;
const MOST: f64 = 0.5;

#[derive(Module)]
struct Cell {
    #[parameter(init = 0.7, bounds = LEAST..=MOST)]
    gain: f64,
}

fn main() {}
