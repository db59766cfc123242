use rockpool_core::prelude::*;

const TAPS: usize = 3;

#[derive(Module)]
struct Filter {
    #[state(shape = TAPS + 1)]
    level: [f64; TAPS],
}

fn main() {}
