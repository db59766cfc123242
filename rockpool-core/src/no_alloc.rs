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
    pub fn attribute_like<S>(&mut self, _: usize, _: crate::place::Like<'_>) -> Option<S> {
        match self.0 {}
    }
    /// Never called.
    pub fn dims<const N: usize>(&mut self, _: [usize; N]) -> Option<[usize; N]> {
        match self.0 {}
    }
    /// Never called.
    pub fn examined<M>(&mut self, _: M) -> Option<M> {
        match self.0 {}
    }
    /// Never called.
    pub fn submodule<M>(&mut self, _: usize) -> Option<M> {
        match self.0 {}
    }
}
