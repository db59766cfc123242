//! Visitors: what sees the leaves of a walk.
//!
//! A visitor is a type parameter, so that the walk over a tree of modules compiles to the loop that one
//! would write by hand.

use super::{AnyModule, Choice, Chosen, Leaf, LeafMut};
use crate::origin::Origin;
use crate::path::At;
use crate::registry::Registry;
use crate::value::AnyValue;

/// A module that a walk enters.
#[doc(hidden)]
pub struct Entered<'m> {
    pub(crate) registry: &'static Registry,
    pub(crate) origin: Option<&'m Origin>,
    pub(crate) module: &'m dyn AnyModule,
}

impl<'m> Entered<'m> {
    /// The module's registry.
    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// The module.
    #[must_use]
    pub fn module(&self) -> &'m dyn AnyModule {
        self.module
    }
}

impl core::fmt::Debug for Entered<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_tuple("Entered").field(&self.registry.name()).finish()
    }
}

/// What sees the leaves of a walk.
#[doc(hidden)]
pub trait Visitor<'m> {
    /// An attribute that is present.
    fn leaf(&mut self, leaf: Leaf<'_, 'm>);

    /// The kinds of which it takes every attribute, as bits: asked once for each module.
    #[inline]
    fn takes_all_of(&self) -> u8 {
        0
    }

    /// The same as [`leaf`](Self::leaf), with whether it is of such a kind.
    #[inline(always)]
    fn attribute(&mut self, leaf: Leaf<'_, 'm>, is_taken: bool) {
        let _ = is_taken;
        self.leaf(leaf);
    }

    /// A module, before its leaves; false passes it over with all below it.
    #[inline]
    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        let _ = (at, module);
        true
    }

    /// A module that was entered, after all below it.
    #[inline]
    fn leave(&mut self) {}

    /// An enum, before its variant is entered; false passes that over.
    #[inline]
    fn variant(&mut self, at: &At<'_>, chosen: &Chosen<'m>) -> bool {
        let _ = (at, chosen);
        true
    }

    /// A list, and how many elements it has, before them.
    #[inline]
    fn elements(&mut self, at: &At<'_>, count: usize) {
        let _ = (at, count);
    }
}

/// What sees the leaves of a mutable walk.
#[doc(hidden)]
pub trait VisitorMut<'m> {
    /// An attribute that is present.
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>);

    /// A module, before its leaves; false passes it over with all below it.
    #[inline]
    fn enter(&mut self, at: &At<'_>, registry: &'static Registry) -> bool {
        let _ = (at, registry);
        true
    }

    /// A module that was entered, after all below it.
    #[inline]
    fn leave(&mut self) {}

    /// An enum, before its variant is entered; false passes that over.
    #[inline]
    fn variant(&mut self, at: &At<'_>, choice: &mut dyn Choice) -> bool {
        let _ = (at, choice);
        true
    }

    /// What a module remembers, before it is entered.
    #[inline]
    fn remembered(&mut self, at: &At<'_>, registry: &'static Registry, origin: &mut Origin) {
        let _ = (at, registry, origin);
    }

    /// Whether attributes are put back: then those come first that others begin like.
    #[inline]
    fn restores(&self) -> bool {
        false
    }

    /// The same as [`leaf`](Self::leaf), for an attribute that others begin like: as it is afterwards.
    fn kept(&mut self, leaf: LeafMut<'_, 'm>) -> &'m dyn AnyValue {
        let mut leaf = leaf;
        // Never asked by a visitor that puts nothing back.
        let _ = leaf.by_ref();
        leaf.parts().value
    }
}

/// Lets a visitor through whose type is forgotten.
pub(crate) struct Erased<'v, 'm>(pub(crate) &'v mut dyn Visitor<'m>);

impl<'m> Visitor<'m> for Erased<'_, 'm> {
    fn leaf(&mut self, leaf: Leaf<'_, 'm>) {
        self.0.leaf(leaf);
    }
    fn enter(&mut self, at: &At<'_>, module: &Entered<'m>) -> bool {
        self.0.enter(at, module)
    }
    fn leave(&mut self) {
        self.0.leave();
    }
    fn variant(&mut self, at: &At<'_>, chosen: &Chosen<'m>) -> bool {
        self.0.variant(at, chosen)
    }
    fn elements(&mut self, at: &At<'_>, count: usize) {
        self.0.elements(at, count);
    }
}

/// Lets a visitor through whose type is forgotten.
pub(crate) struct ErasedMut<'v, 'm>(pub(crate) &'v mut dyn VisitorMut<'m>);

impl<'m> VisitorMut<'m> for ErasedMut<'_, 'm> {
    fn leaf(&mut self, leaf: LeafMut<'_, 'm>) {
        self.0.leaf(leaf);
    }
    fn enter(&mut self, at: &At<'_>, registry: &'static Registry) -> bool {
        self.0.enter(at, registry)
    }
    fn leave(&mut self) {
        self.0.leave();
    }
    fn variant(&mut self, at: &At<'_>, choice: &mut dyn Choice) -> bool {
        self.0.variant(at, choice)
    }
    fn remembered(&mut self, at: &At<'_>, registry: &'static Registry, origin: &mut Origin) {
        self.0.remembered(at, registry, origin);
    }
    fn restores(&self) -> bool {
        self.0.restores()
    }
    fn kept(&mut self, leaf: LeafMut<'_, 'm>) -> &'m dyn AnyValue {
        self.0.kept(leaf)
    }
}
