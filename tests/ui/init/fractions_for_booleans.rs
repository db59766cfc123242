use rockpool_core::prelude::*;

#[derive(Module)]
struct Mask {
    #[parameter(init = normal(0.0, 1.0))]
    mask: [bool; 3],
}

fn main() {}
