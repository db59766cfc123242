use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[module]
    inner: Box<dyn Module>,
}

fn main() {}
