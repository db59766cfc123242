use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[arg(long)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
