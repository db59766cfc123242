use rockpool_core::prelude::*;

#[derive(Module)]
struct A {
    #[parameter(init = "a".to_owned(), unit = "s")]
    w: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {}
