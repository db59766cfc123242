use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif {
    #[parameter(init = 0.5, bounds = "0.0"..="1.0")]
    leak: f64,
    #[parameter(init = String::from("b"), bounds = "a".."z")]
    name: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
