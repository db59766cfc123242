use rockpool_core::prelude::*;

#[derive(Module)]
#[module(dims(WIDTH))]
struct Lif {
    #[parameter(shape = WIDTH)]
    w: Vec<f64>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
