use rockpool_core::prelude::*;

#[derive(Module)]
struct Gain(#[parameter(init = 1.0)] f64, String);

fn main() {}
