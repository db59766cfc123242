use ndarray::Array1;
use rockpool_core::prelude::*;

type Flt = f64;

#[derive(Module)]
#[module(shape = n)]
struct Leak {
    #[parameter(shape = n, init = fill(0.9), unit = "s", bounds = 0.0..)]
    decay: Array1<Fltt>,
    #[state(shape = n)]
    level: Vec<Floot>,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
struct Net {
    #[parameter(shape = 3, init = fill(0.5))]
    gains: [Flot; 3],
    #[module(shape = 4)]
    layers: Vec<Laek>,
}

#[derive(Module)]
enum Choice {
    Many(Vec<Laek>),
    Off,
}

fn main() {}
