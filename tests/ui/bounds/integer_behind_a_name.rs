use rockpool_core::prelude::*;

type Count = u8;

#[derive(Module)]
struct Population {
    #[simulation(init = 3, bounds = 1..300)]
    cells: Count,
}

fn main() {}
