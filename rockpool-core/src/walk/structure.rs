//! The contract of modules: what the derive writes.

use super::{Replaced, Variants, Visitor, VisitorMut};
use crate::build::Create;
use crate::kept::Kept;
use crate::path::At;
use crate::place::{Made, Target};
use crate::registry::Registry;

#[cfg(feature = "alloc")]
use {super::declared_blueprint::declared_blueprint, crate::build::LeftOut};

/// What `#[derive(Module)]` writes of a module: its registry, its walks, how it is initialised and made.
///
/// Nothing here is called by hand. All that a module can do is in the trait [`Module`](crate::Module), which
/// everything with a structure has; it is also what generic code asks for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a module; derive `Module` for a struct or enum of your own, hold modules by `Option`, `Box`, `Vec`, arrays, tuples, `BTreeMap<String, _>` or `Box<dyn DynModule>`, mark a value `#[parameter]`, `#[state]` or `#[simulation]`, or leave it out by `#[module(skip)]`",
    label = "not a module"
)]
pub trait Structure {
    /// What is known of the module when it is compiled.
    #[doc(hidden)]
    const REGISTERED: &'static Registry;

    /// The registry; behind `dyn`, that of the module there.
    #[doc(hidden)]
    fn registered(&self) -> &'static Registry {
        Self::REGISTERED
    }

    /// Hands all attributes, and those below, to a visitor.
    #[doc(hidden)]
    fn walk<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V);

    /// The same for writing.
    #[doc(hidden)]
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V);

    /// Gives the attribute with this index its value.
    #[doc(hidden)]
    #[inline]
    fn initialise(index: usize, target: Target<'_>) -> Made
    where
        Self: Sized,
    {
        let _ = index;
        target.unknown()
    }

    /// Makes a module without an origin from its declarations.
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn create(create: &mut Create<'_>) -> Option<Kept<Self>>
    where
        Self: Sized,
    {
        create.refuse(Self::REGISTERED)
    }

    /// Makes nothing.
    #[doc(hidden)]
    #[cfg(not(feature = "alloc"))]
    fn create(create: &mut Create<'_>) -> Option<Kept<Self>>
    where
        Self: Sized,
    {
        let _ = create;
        None
    }

    /// The blueprint of a module that is not given.
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn blueprint<'p>() -> LeftOut<'p, Self>
    where
        Self: Sized + 'p,
    {
        declared_blueprint()
    }

    /// The same, where the module shall be present though it may be absent.
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn blueprint_present<'p>() -> LeftOut<'p, Self>
    where
        Self: Sized + 'p,
    {
        Self::blueprint()
    }

    /// The same module again: its clone where it is `Clone`, and else made of its fields.
    #[doc(hidden)]
    #[must_use]
    fn duplicated(&self) -> Self
    where
        Self: Sized;

    /// Which variant an enum is.
    #[doc(hidden)]
    fn variant_index(&self) -> Option<usize> {
        None
    }

    /// A variant of an enum, made from what is declared.
    #[doc(hidden)]
    fn make_variant(index: usize, variants: &mut Variants<'_>) -> Option<Self>
    where
        Self: Sized,
    {
        let _ = (index, variants);
        None
    }

    /// Gives an enum another variant, and keeps what was there where it can.
    #[doc(hidden)]
    fn replace_variant(&mut self, new: Self) -> Replaced
    where
        Self: Sized,
    {
        *self = new;
        Replaced::nothing()
    }

    /// Puts back what was there.
    #[doc(hidden)]
    fn restore_variant(&mut self, old: Replaced)
    where
        Self: Sized,
    {
        let _ = old;
    }

    /// Tells what the item's `check` says.
    #[doc(hidden)]
    fn examine(&self, report: &mut dyn FnMut(&dyn core::fmt::Display)) {
        let _ = report;
    }
}
