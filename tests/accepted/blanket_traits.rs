//! Traits that a user implements for every type do not stand in the way of generated code.
#![allow(missing_docs)]
#![allow(dead_code)]

use rockpool_core::prelude::{Module, Origin};

trait Everything: Sized {
    fn walk(&self) {}
    fn walk_mut(&mut self) {}
    fn attribute(&self) {}
    fn submodule(&self) {}
    fn give(self) {}
    fn of() {}
    fn unify(&self) {}
    fn finish(self) {}
    fn create() {}
    fn round(&self) {}
    fn end(&self) {}
    fn leave(&self) {}
    fn origin(&self) {}
    fn skipped(&self) {}
    fn declared(&self) {}
    fn undeclared(&self) {}
    fn unknown(&self) {}
    fn default() {}
}

impl<T> Everything for T {}

#[derive(Module)]
struct Gain {
    #[parameter(init = 1.0, cast = f64::abs)]
    gain: f64,
    #[module(origin)]
    origin: Origin,
}

#[derive(Module)]
struct Net<M: Module> {
    #[module]
    first: Gain,
    #[module]
    inner: M,
    #[parameter]
    scale: f64,
    #[module(skip)]
    label: String,
    #[module(origin)]
    origin: Origin,
}

fn main() {
    let net = Net::<Gain>::builder().scale(2.0).build();
    assert!(net.is_ok_and(|net| net.first.gain == 1.0 && net.inner.gain == 1.0));
}
