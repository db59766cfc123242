use rockpool_core::prelude::*;

type Real = f32;

#[derive(Module)]
struct Cell {
    #[parameter(init = fill(1.0), bounds = -1e39..)]
    gain: [Real; 3],
}

fn main() {}
