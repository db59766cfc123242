use std::sync::Arc;

use rockpool_core::prelude::*;

#[derive(Module)]
struct Leak {
    #[parameter(init = 0.9)]
    decay: f64,
}

#[derive(Module)]
struct Net {
    #[module]
    left: Arc<Leak>,
    #[module]
    right: std::rc::Rc<Leak>,
}

fn main() {}
