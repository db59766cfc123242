use rockpool_core::prelude::*;

const FIRST: usize = 0;

#[derive(Module)]
struct Cell {
    #[simulation(init = 2, bounds = FIRST - 1..)]
    channel: usize,
}

fn main() {}
