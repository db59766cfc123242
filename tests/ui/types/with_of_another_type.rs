use rockpool_core::prelude::*;

use std::time::{SystemTime, UNIX_EPOCH};

struct Millis;

#[derive(Module)]
struct Leak {
    #[simulation(with = Millis, init = UNIX_EPOCH, unit = "ms", bounds = 0.0.., cast = |x| x)]
    start: SystemTime,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
