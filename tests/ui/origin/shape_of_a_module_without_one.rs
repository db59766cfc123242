use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 1.0)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

fn leak() -> Result<Leak, Error> {
    Leak::builder().shape(3).build()
}

fn main() {}
