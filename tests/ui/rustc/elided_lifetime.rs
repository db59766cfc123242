use rockpool_core::prelude::*;

#[derive(Module)]
struct S {
    #[parameter(init = "x")]
    g: &str,
}

fn main() {}
