use rockpool_core::prelude::*;

type Level = u8;

#[derive(Module)]
struct Quantised {
    #[parameter(init = fill(256))]
    w: [Level; 4],
    #[parameter(init = fill(0.5))]
    b: [Level; 4],
}

fn main() {}
