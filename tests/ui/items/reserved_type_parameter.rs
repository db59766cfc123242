use rockpool_core::prelude::*;

#[derive(Module)]
struct Lif<__M: Module> {
    #[module]
    inner: __M,
}

fn main() {}
