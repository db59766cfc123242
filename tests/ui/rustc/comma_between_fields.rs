use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = 1.0)]
    gain: f64
    #[module(origin)]
    origin: Origin,
}

fn main() {
    let lif: Lif = Lif::builder().gain(1.0).build().unwrap();
    lif.parameters();
}
