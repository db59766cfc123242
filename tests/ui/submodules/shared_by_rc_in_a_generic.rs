use std::rc::Rc;

use rockpool_core::prelude::*;

#[derive(Module)]
struct Shared<M: Module> {
    #[module]
    inner: Rc<M>,
}

fn main() {}
