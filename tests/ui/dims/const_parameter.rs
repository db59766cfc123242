use rockpool_core::prelude::*;

#[derive(Module)]
#[module(dims(N))]
struct Lif<const N: usize> {
    #[parameter(shape = N)]
    w: [f64; N],
    #[module(origin)]
    origin: Origin,
}

fn main() {}
