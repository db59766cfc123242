//! The walk over mutable references, from which all writing follows: the derive writes, for each module, one
//! call per field.

use super::leaf::{Initialise, LeafMutParts};
use super::{LeafMut, ReadDims, Structure, VisitorMut};
use crate::origin::{AttributeFlags, Origin};
use crate::path::{At, Segment};
use crate::place::{Like, Scope};
use crate::registry::{Attribute, Registry, Submodule};
use crate::value::{AnyValue, AttributeValue};

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
        self.visitor.leaf(LeafMut::new(self.parts(index, attribute, value)));
    }

    #[inline(always)]
    fn parts(
        &self,
        index: usize,
        attribute: &'static Attribute,
        value: &'m mut dyn AnyValue,
    ) -> LeafMutParts<'w, 'm> {
        LeafMutParts {
            path: self.at.attribute(attribute.name()),
            attribute,
            flags: self.flags,
            value,
            at: Some(self.at),
            index,
            origin: self.origin,
            initialise: self.initialise,
            scope: None,
        }
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
        let leaf = LeafMut::new(LeafMutParts { scope: Some(scope), ..self.parts(index, attribute, value) });
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
