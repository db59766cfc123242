use rockpool_core::prelude::*;

#[derive(Module)]
struct Cell {
    #[parameter(init = 1.0)]
    w: f64,
}

#[derive(Module)]
struct Leak {
    #[module]
    c: Vec<std::sync::Arc<Cell>>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
