use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[simulation]
    origin: Option<Origin>,
}

fn main() {}
