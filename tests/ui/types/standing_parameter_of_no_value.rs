use rockpool_core::prelude::*;

fn main() {
    let p = Parameter::new(std::collections::HashSet::<u8>::new()).resolve();
}
