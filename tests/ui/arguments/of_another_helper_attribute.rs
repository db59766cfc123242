use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[module(family = "weights")]
    inner: Box<Lif>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
