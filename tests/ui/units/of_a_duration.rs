use rockpool_core::prelude::*;
use std::time::Duration;

#[derive(Module)]
struct Synapse {
    #[simulation(init = Duration::from_millis(2), unit = "ms")]
    delay: Duration,
}

fn main() {}
