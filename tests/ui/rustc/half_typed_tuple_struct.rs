use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif(#[parameter(init = 1.0)] f64, #[module(origin)] Origin, #[parameter] Vec<);

fn main() {
    let lif: Lif = Lif::builder()._0(1.0).build().unwrap();
    lif.parameters();
}
