//! What stands in place of [`build`](crate::build) without an allocator: there are no builders.

use core::convert::Infallible;
use core::marker::PhantomData;

/// Makes nothing.
#[derive(Debug)]
pub struct Create<'c>(Infallible, PhantomData<&'c ()>);

impl Create<'_> {
    /// Never called.
    pub fn attribute<S>(&mut self, _: usize) -> Option<S> {
        match self.0 {}
    }
    /// Never called.
    pub fn submodule<M>(&mut self, _: usize) -> Option<M> {
        match self.0 {}
    }
}
