use rockpool_core::prelude::*;

#[derive(Module)]
struct Cell {
    #[parameter(init = 1.0)]
    w: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
struct Leak {
    #[module]
    c: Box<dyn DynModule>,
    #[module(origin)]
    origin: Origin,
}

fn build() {
    let _ = Leak::builder().c(Cell::builder()).build();
}

fn main() {}
