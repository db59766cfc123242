use rockpool_core::prelude::*;

use std::time::SystemTime;

struct Millis;

#[derive(Module)]
struct Leak {
    #[state(with = Millis)]
    start: Option<SystemTime>,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
