//! Enums of modules: which variant an instance has, and how another takes its place.

use super::{AnyModule, Structure, Visitor, VisitorMut};
use crate::path::At;
use crate::registry::{Registry, Submodule};
use core::fmt;

#[cfg(feature = "alloc")]
use super::{Replaced, Variants, Wanted};

/// An enum that a walk meets, and its variant.
#[doc(hidden)]
pub struct Chosen<'m> {
    registry: &'static Registry,
    index: usize,
    module: &'m dyn AnyModule,
}

impl fmt::Debug for Chosen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Chosen").field(&self.registry.name()).field(&self.name()).finish()
    }
}

impl<'m> Chosen<'m> {
    /// The enum's registry.
    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// The variant's place among those of the enum.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }

    /// The variant.
    #[must_use]
    pub fn variant(&self) -> Option<&'static Submodule> {
        self.registry.variants().get(self.index)
    }

    /// The variant's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.variant().map_or("", Submodule::name)
    }

    /// The enum.
    #[must_use]
    pub fn module(&self) -> &'m dyn AnyModule {
        self.module
    }
}

/// Shows an enum to a visitor; whether its variant is to be entered.
#[doc(hidden)]
#[inline]
pub fn chosen<'m, M: Structure, V: Visitor<'m>>(module: &'m M, at: &At<'_>, visitor: &mut V) -> bool {
    match module.variant_index() {
        Some(index) => visitor.variant(at, &Chosen { registry: M::REGISTERED, index, module }),
        None => true,
    }
}

/// Shows an enum to a visitor that may give it another variant; whether that is to be entered.
#[doc(hidden)]
#[inline]
pub fn chosen_mut<'m, M: Structure, V: VisitorMut<'m>>(module: &mut M, at: &At<'_>, visitor: &mut V) -> bool {
    visitor.variant(at, module)
}

/// An enum that a mutable walk meets.
#[doc(hidden)]
pub trait Choice {
    /// The place of the variant among those of the enum.
    fn index(&self) -> Option<usize>;
    /// Gives it another variant, or tells why not; what was there before.
    #[cfg(feature = "alloc")]
    fn switch(&mut self, index: usize, variants: &mut Variants<'_>, tree: &Wanted<'_>) -> Option<Replaced>;
    /// Puts back what was there before.
    #[cfg(feature = "alloc")]
    fn restore(&mut self, old: Replaced);
}

impl<M: Structure> Choice for M {
    fn index(&self) -> Option<usize> {
        self.variant_index()
    }
    #[cfg(feature = "alloc")]
    fn switch(&mut self, index: usize, variants: &mut Variants<'_>, tree: &Wanted<'_>) -> Option<Replaced> {
        variants.switched::<M>(index, tree).map(|new| self.replace_variant(new))
    }
    #[cfg(feature = "alloc")]
    fn restore(&mut self, old: Replaced) {
        self.restore_variant(old);
    }
}

/// An enum, of which the variant with this index holds a module of type `M`.
#[doc(hidden)]
pub trait HasVariant<M, const I: usize>: Sized {
    /// The variant.
    fn of(module: M) -> Self;
}
