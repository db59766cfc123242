use rockpool_core::prelude::*;

#[derive(Module)]
#[module(shape = (n, m))]
struct Lif {
    #[module(skip init = String::new())]
    label: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
