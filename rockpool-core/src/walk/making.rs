//! How a variant is made, and what keeps the one before.

use crate::build::Expected;
use crate::error::Fault;
use crate::key::Key;
use crate::path::At;
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::any::Any;

/// What a tree wants of an enum: its part, and the names of variants there.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'t> {
    pub(crate) tree: &'t crate::tree::Tree<crate::value::Value>,
    /// Of this enum and of those below it that have no path of their own.
    pub(crate) names: &'t str,
}

/// What stood in the place of a new variant.
#[doc(hidden)]
#[derive(Debug)]
pub struct Replaced(Option<Box<dyn Any>>);

impl Replaced {
    /// Nothing was kept: the type may live shorter than for ever.
    pub(crate) fn nothing() -> Self {
        Self(None)
    }

    /// Puts a new module in the place, and keeps the old one.
    pub fn keep<M: 'static>(place: &mut M, new: M) -> Self {
        Self(Some(Box::new(core::mem::replace(place, new))))
    }

    /// Puts the old module back.
    pub fn put_back<M: 'static>(self, place: &mut M) {
        if let Some(old) = self.0.and_then(|old| old.downcast::<M>().ok()) {
            *place = *old;
        }
    }
}

/// How a variant is made: for its place, and from what is declared alone.
#[doc(hidden)]
#[derive(Debug)]
pub struct Variants<'v> {
    pub(crate) at: At<'v>,
    pub(crate) key: Key,
    pub(crate) expected: Option<Expected>,
    pub(crate) faults: Vec<Fault>,
}

impl<'v> Variants<'v> {
    /// For the enum with this place, of which the module above expects a shape.
    pub(crate) fn new(at: At<'v>, expected: Option<Expected>) -> Self {
        Self { key: at.key(), at, expected, faults: Vec::new() }
    }
}
