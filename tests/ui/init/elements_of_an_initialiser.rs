use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = [1, 2, 3])]
    w: [f32; 3],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
