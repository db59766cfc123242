//! The walk over references, from which all reading follows: the derive writes, for each module, one call per
//! field.

use super::{Entered, Leaf, Structure, Visitor};
use crate::origin::{AttributeFlags, Origin};
use crate::path::{At, Segment};
use crate::registry::{Attribute, Registry, Submodule};
use crate::value::AttributeValue;

/// A module during a walk.
#[doc(hidden)]
pub struct Walk<'w, 'm, V: ?Sized> {
    at: &'w At<'w>,
    attributes: &'static [Attribute],
    submodules: &'static [Submodule],
    origin: Option<&'m Origin>,
    flags: AttributeFlags,
    /// The kinds, as bits, of which the visitor takes every attribute; none where an attribute may have another kind
    /// than it is declared to have.
    taken: u8,
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
        // Without an origin the declared kind is known when the walk is compiled, and nothing is gained.
        let taken = if origin.is_some() && flags.has_no_constant(0) { visitor.takes_all_of() } else { 0 };
        let entered = visitor.enter(at, &entered);
        entered.then_some(Self { at, attributes, submodules, origin, flags, taken, visitor })
    }

    /// The attribute with this index in the registry.
    // Always: the index is a constant, and with it all that the registry says.
    #[inline(always)]
    pub fn attribute<T: AttributeValue>(&mut self, index: usize, value: Option<&'m T>) {
        let (Some(value), Some(attribute)) = (value, self.attributes.get(index)) else { return };
        // One question for most leaves: of the module's constants and of the visitor's kinds at once.
        let is_taken = index < AttributeFlags::MOST && self.taken & attribute.kind().bit() != 0;
        let kind = if is_taken { attribute.kind() } else { self.flags.kind(attribute, self.origin, index) };
        let path = self.at.attribute(attribute.name());
        self.visitor.attribute(Leaf::new(path, attribute, kind, value), is_taken);
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
