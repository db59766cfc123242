//! What generated code does with fields that hold no attribute: submodules, the origin, and what is
//! skipped; and with the ends of bounds. Of attributes, see [`Slot`](super::Slot).
//!
//! Each is a method of one trait, called as `<Field as Trait>::method`: rustc then says the same of a
//! wrong type wherever it meets it, at the same place, and so says it once.

use super::Of;
use super::assertions::how;
use crate::build::Create;
use crate::kept::Kept;
use crate::module::Module;
use crate::origin::Origin;
use crate::path::At;
use crate::registry::Registry;
use crate::value::{AttributeValue, BoundedBy, ElementOf, IntoNumber, Number};
use crate::walk::{Structure, Variants, Visitor, VisitorMut, Walk, WalkMut};

#[cfg(feature = "alloc")]
use {
    crate::build::{Finish, Round},
    crate::submodule::Child,
    alloc::boxed::Box,
};

/// A field that holds a submodule. No supertrait, of which every method would be told anew.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a module; derive `Module` for a struct or enum of your own, hold modules by `Option`, `Box`, `Vec`, arrays, tuples, `BTreeMap<String, _>` or `Box<dyn DynModule>`, mark a value `#[parameter]`, `#[state]` or `#[simulation]`, or leave it out by `#[module(skip)]`",
    label = "not a module"
)]
pub trait SubmoduleField: Sized {
    /// How it is held: what is shared is refused, and so is the origin.
    type How;
    /// The registry.
    const OF: &'static Registry;
    /// The type, as a value.
    const TYPE: Of<Self> = Of::NEW;
    /// The registry, behind a function because modules may recurse.
    fn registry() -> &'static Registry;
    /// The same again.
    #[must_use]
    fn duplicated(&self) -> Self;
    /// Walks the submodule with this index.
    fn walk<'m, V: Visitor<'m>>(&'m self, index: usize, walk: &mut Walk<'_, 'm, V>);
    /// Walks the submodule with this index.
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, index: usize, walk: &mut WalkMut<'_, 'm, V>);
    /// Walks what an enum's variant holds, at the enum's own place.
    fn pass<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V);
    /// Walks what an enum's variant holds, at the enum's own place.
    fn pass_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V);
    /// Lets the submodule take part in a round.
    #[cfg(feature = "alloc")]
    fn unify<'p>(index: usize, child: &mut Child<'p, Self>, round: &mut Round<'_, '_>)
    where
        Self: 'p;
    /// Makes the submodule.
    #[cfg(feature = "alloc")]
    fn finish<'p>(index: usize, child: Child<'p, Self>, finish: &mut Finish<'_>) -> Option<Box<Self>>
    where
        Self: 'p;
    /// Makes the submodule from what the declaration gives.
    #[cfg(feature = "alloc")]
    fn create_from<'p>(index: usize, child: Child<'p, Self>, create: &mut Create<'_>) -> Option<Box<Self>>
    where
        Self: 'p;
    /// Makes what a variant holds from its declarations.
    fn make(variants: &mut Variants<'_>) -> Option<Self>;
    /// Makes the submodule from its declarations.
    fn create(index: usize, create: &mut Create<'_>) -> Option<Kept<Self>>;
}

impl<M: Module> SubmoduleField for M {
    type How = how::Held;
    const OF: &'static Registry = M::REGISTERED;
    fn registry() -> &'static Registry {
        M::REGISTERED
    }
    fn duplicated(&self) -> Self {
        Structure::duplicated(self)
    }
    #[inline]
    fn walk<'m, V: Visitor<'m>>(&'m self, index: usize, walk: &mut Walk<'_, 'm, V>) {
        walk.submodule(index, self);
    }
    #[inline]
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, index: usize, walk: &mut WalkMut<'_, 'm, V>) {
        walk.submodule(index, self);
    }
    #[inline]
    fn pass<'m, V: Visitor<'m>>(&'m self, at: &At<'_>, visitor: &mut V) {
        Structure::walk(self, at, visitor);
    }
    #[inline]
    fn pass_mut<'m, V: VisitorMut<'m>>(&'m mut self, at: &At<'_>, visitor: &mut V) {
        Structure::walk_mut(self, at, visitor);
    }
    #[cfg(feature = "alloc")]
    fn unify<'p>(index: usize, child: &mut Child<'p, Self>, round: &mut Round<'_, '_>)
    where
        Self: 'p,
    {
        round.submodule(index, child);
    }
    #[cfg(feature = "alloc")]
    fn finish<'p>(index: usize, child: Child<'p, Self>, finish: &mut Finish<'_>) -> Option<Box<Self>>
    where
        Self: 'p,
    {
        finish.submodule(index, child)
    }
    #[cfg(feature = "alloc")]
    fn create_from<'p>(index: usize, child: Child<'p, Self>, create: &mut Create<'_>) -> Option<Box<Self>>
    where
        Self: 'p,
    {
        create.submodule_from(index, child)
    }
    fn make(variants: &mut Variants<'_>) -> Option<Self> {
        #[cfg(feature = "alloc")]
        return variants.make();
        #[cfg(not(feature = "alloc"))]
        {
            let _ = variants;
            None
        }
    }
    fn create(index: usize, create: &mut Create<'_>) -> Option<Kept<Self>> {
        create.submodule(index)
    }
}

/// A list of modules, of which `len` says how many there are.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no list, and `len` says how many modules a `Vec` holds; make the field a `Vec`, or remove `len`",
    label = "not a `Vec`"
)]
pub trait Listed {}

#[cfg(feature = "alloc")]
impl<M> Listed for alloc::vec::Vec<M> {}

/// A field that holds the origin.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no origin; a field marked `#[module(origin)]` is of type `Origin`",
    label = "not an `Origin`"
)]
pub trait OriginField: Sized {
    /// The origin.
    fn origin(&self) -> &Origin;
    /// The origin.
    fn origin_mut(&mut self) -> &mut Origin;
    /// The same again.
    #[must_use]
    fn duplicated(&self) -> Self;
    /// A field that holds this origin.
    fn of(origin: Origin) -> Self;
}

impl OriginField for Origin {
    #[inline]
    fn origin(&self) -> &Origin {
        self
    }
    #[inline]
    fn origin_mut(&mut self) -> &mut Origin {
        self
    }
    #[inline]
    fn duplicated(&self) -> Self {
        self.clone()
    }
    #[inline]
    fn of(origin: Origin) -> Self {
        origin
    }
}

/// A field that is skipped and not given.
#[diagnostic::on_unimplemented(
    message = "a skipped field is made by `Default`, which `{Self}` does not implement; implement it, or write `#[module(skip, init = ..)]`",
    label = "not `Default`"
)]
pub trait Skipped: Sized {
    /// The field.
    fn skipped() -> Self;
    /// The field, if it is not given.
    fn or_skipped(given: Option<Self>) -> Option<Self>;
}

#[diagnostic::do_not_recommend]
impl<T: Default> Skipped for T {
    fn skipped() -> Self {
        T::default()
    }
    fn or_skipped(given: Option<Self>) -> Option<Self> {
        given.or_else(|| Some(T::default()))
    }
}

/// What may be written as an end of `bounds` on an attribute of type `T`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not bound an attribute of type `{T}`; bounds are numbers like the attribute's elements, so convert it, declare a type parameter `T: Real`, or remove `bounds` if the attribute holds no numbers",
    label = "no bound of `{T}`",
    note = "the elements of a type parameter are bounded by the numbers that it takes: `T: Real` by numbers"
)]
pub trait End<T> {
    /// The end as a number of the element type.
    fn number(self) -> Number;
}

#[diagnostic::do_not_recommend]
impl<T: AttributeValue, X: IntoNumber + Copy> End<T> for X
where
    ElementOf<T>: BoundedBy<X>,
{
    fn number(self) -> Number {
        ElementOf::<T>::end(self).unwrap_or_else(|| self.into_number())
    }
}
