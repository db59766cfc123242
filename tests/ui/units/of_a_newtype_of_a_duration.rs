use rockpool_core::prelude::*;
use std::time::Duration;

#[derive(AttributeValue, Clone, Debug, PartialEq)]
struct Timeout(Duration);

type Delay = Duration;

#[derive(Module)]
struct Synapse {
    #[simulation(init = Timeout(Duration::from_millis(2)), unit = "ms")]
    timeout: Timeout,
    #[simulation(init = Duration::from_millis(2), unit = "1/s")]
    delay: Option<Delay>,
}

fn main() {}
