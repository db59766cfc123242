//! Without an allocator no value is set by text, and so no variant is made.

use super::Structure;
use core::marker::PhantomData;

/// What stood in the place of a new variant: nothing keeps it.
#[doc(hidden)]
#[derive(Debug)]
pub struct Replaced;

impl Replaced {
    /// Nothing was kept.
    pub(crate) fn nothing() -> Self {
        Self
    }

    /// Puts a new module in the place.
    pub fn keep<M: 'static>(place: &mut M, new: M) -> Self {
        *place = new;
        Self
    }

    /// Puts nothing back.
    pub fn put_back<M: 'static>(self, _: &mut M) {}
}

/// How no variant is made.
#[doc(hidden)]
#[derive(Debug)]
pub struct Variants<'v>(PhantomData<&'v ()>);

impl Variants<'_> {
    /// None.
    pub fn make<M: Structure>(&mut self) -> Option<M> {
        None
    }
}
