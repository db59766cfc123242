//! Walks: one over references and one over mutable references, from which everything else follows.
//!
//! The derive writes, for each module, one call per field; a visitor sees the leaves. A visitor is
//! a type parameter, so that the walk over a tree of modules compiles to the loop that one would
//! write by hand.

use super::leaf::{Initialise, LeafMutParts};
use super::{AnyModule, Choice, Chosen, Leaf, LeafMut, ReadDims, Structure};
use crate::origin::{AttributeFlags, Origin};
use crate::path::{At, Segment};
use crate::place::{Like, Scope};
use crate::registry::{Attribute, Registry, Submodule};
use crate::value::{AnyValue, AttributeValue};

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

/// A module during a walk.
#[doc(hidden)]
pub struct Walk<'w, 'm, V: ?Sized> {
    at: &'w At<'w>,
    attributes: &'static [Attribute],
    submodules: &'static [Submodule],
    origin: Option<&'m Origin>,
    flags: AttributeFlags,
    visitor: &'w mut V,
}

impl<V: ?Sized> core::fmt::Debug for Walk<'_, '_, V> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Walk").field("at", &self.at).finish_non_exhaustive()
    }
}

impl<'w, 'm, V: Visitor<'m>> Walk<'w, 'm, V> {
    /// Enters a module; `None` where the visitor passes it over.
    #[inline]
    pub fn enter<M: Structure>(
        module: &'m M,
        origin: Option<&'m Origin>,
        at: &'w At<'w>,
        visitor: &'w mut V,
    ) -> Option<Self> {
        Self::enter_known(M::REGISTERED, module, origin, at, visitor)
    }

    /// Enters a module whose registry is known at run time only.
    #[inline]
    pub fn enter_known<M: Structure>(
        registry: &'static Registry,
        module: &'m M,
        origin: Option<&'m Origin>,
        at: &'w At<'w>,
        visitor: &'w mut V,
    ) -> Option<Self> {
        let entered = Entered { registry, origin, module };
        let (attributes, submodules) = (registry.attributes(), registry.submodules());
        let flags = AttributeFlags::of(origin);
        visitor.enter(at, &entered).then_some(Self { at, attributes, submodules, origin, flags, visitor })
    }

    /// The attribute with this index in the registry.
    // Always: the index is a constant, and with it all that the registry says.
    #[inline(always)]
    pub fn attribute<T: AttributeValue>(&mut self, index: usize, value: Option<&'m T>) {
        let (Some(value), Some(attribute)) = (value, self.attributes.get(index)) else { return };
        let kind = self.flags.kind(attribute, self.origin, index);
        self.visitor.leaf(Leaf::new(self.at.attribute(attribute.name()), attribute, kind, value));
    }

    /// The submodule with this index in the registry.
    #[inline]
    pub fn submodule<M: Structure>(&mut self, index: usize, module: &'m M) {
        let Some(submodule) = self.submodules.get(index) else { return };
        module.walk(
            &self.at.below(Segment::Submodule(submodule), self.origin.and_then(Origin::known_key)),
            self.visitor,
        );
    }

    /// Leaves the module.
    #[inline]
    pub fn leave(self) {
        self.visitor.leave();
    }
}

/// A module during a mutable walk.
#[doc(hidden)]
pub struct WalkMut<'w, 'm, V: ?Sized> {
    at: &'w At<'w>,
    registry: &'static Registry,
    attributes: &'static [Attribute],
    submodules: &'static [Submodule],
    origin: Option<&'m Origin>,
    flags: AttributeFlags,
    initialise: Initialise,
    visitor: &'w mut V,
}

impl<V: ?Sized> core::fmt::Debug for WalkMut<'_, '_, V> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("WalkMut").field("at", &self.at).finish_non_exhaustive()
    }
}

impl<'w, 'm, V: VisitorMut<'m>> WalkMut<'w, 'm, V> {
    /// Enters a module; `None` where the visitor passes it over.
    #[inline]
    pub fn enter<M: Structure>(
        origin: Option<&'m mut Origin>,
        at: &'w At<'w>,
        visitor: &'w mut V,
    ) -> Option<Self> {
        Self::enter_known::<M>(M::REGISTERED, origin, at, visitor)
    }

    /// Enters a module whose registry is known at run time only.
    #[inline]
    pub fn enter_known<M: Structure>(
        registry: &'static Registry,
        mut origin: Option<&'m mut Origin>,
        at: &'w At<'w>,
        visitor: &'w mut V,
    ) -> Option<Self> {
        let (attributes, submodules) = (registry.attributes(), registry.submodules());
        let initialise = M::initialise;
        if let Some(origin) = origin.as_deref_mut() {
            visitor.remembered(at, registry, origin);
        }
        let origin: Option<&'m Origin> = origin.map(|origin| &*origin);
        let flags = AttributeFlags::of(origin);
        let entered = visitor.enter(at, registry);
        entered.then_some(Self { at, registry, attributes, submodules, origin, flags, initialise, visitor })
    }

    /// The attribute with this index in the registry.
    // Always: the index is a constant, and with it all that the registry says.
    #[inline(always)]
    pub fn attribute<T: AttributeValue>(&mut self, index: usize, value: Option<&'m mut T>) {
        let (Some(value), Some(attribute)) = (value, self.attributes.get(index)) else { return };
        self.visitor.leaf(LeafMut::new(LeafMutParts {
            path: self.at.attribute(attribute.name()),
            attribute,
            flags: self.flags,
            value,
            at: Some(self.at),
            index,
            origin: self.origin,
            initialise: self.initialise,
            scope: None,
        }));
    }

    /// Whether attributes are put back.
    #[inline]
    pub fn restores(&mut self) -> bool {
        self.visitor.restores()
    }

    /// What initialisers of the module may look at, with the dims that were read of it if its origin does not
    /// have them.
    #[must_use]
    pub fn scope<'s>(&mut self, read: &'s ReadDims) -> Scope<'s>
    where
        'm: 's,
    {
        read.scope(self.registry, self.origin)
    }

    /// The attribute with this index, which is put back by an initialiser that looks at `scope`; as it is
    /// afterwards.
    pub fn restored<T: AttributeValue>(
        &mut self,
        index: usize,
        value: &'m mut T,
        scope: &Scope<'_>,
    ) -> Like<'m> {
        let Some(attribute) = self.attributes.get(index) else { return Like::Absent };
        let leaf = LeafMut::new(LeafMutParts {
            path: self.at.attribute(attribute.name()),
            attribute,
            flags: self.flags,
            value,
            at: Some(self.at),
            index,
            origin: self.origin,
            initialise: self.initialise,
            scope: Some(scope),
        });
        Like::Value(self.visitor.kept(leaf))
    }

    /// The submodule with this index in the registry.
    #[inline]
    pub fn submodule<M: Structure>(&mut self, index: usize, module: &'m mut M) {
        let Some(submodule) = self.submodules.get(index) else { return };
        module.walk_mut(
            &self.at.below(Segment::Submodule(submodule), self.origin.and_then(Origin::known_key)),
            self.visitor,
        );
    }

    /// Leaves the module.
    #[inline]
    pub fn leave(self) {
        self.visitor.leave();
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
