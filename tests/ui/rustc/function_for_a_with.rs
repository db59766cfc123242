use rockpool_core::prelude::*;

fn millis(_: &std::time::Duration) -> f64 {
    0.0
}

#[derive(Module)]
struct Leak {
    #[parameter(with = millis, init = std::time::Duration::ZERO)]
    w: std::time::Duration,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
