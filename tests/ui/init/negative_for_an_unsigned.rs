use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = -1)]
    count: usize,
    #[parameter(init = 300)]
    small: u8,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
