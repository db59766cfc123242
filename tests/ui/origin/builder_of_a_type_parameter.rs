use rockpool_core::prelude::*;

fn build<M: Module>() {
    let _ = M::builder().build();
}

fn main() {}
