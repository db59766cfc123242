use rockpool_core::prelude::*;

struct Gate;

#[derive(Module)]
struct Channel {
    #[state(unit = "mV")]
    gates: [Gate; 3],
}

fn main() {}
