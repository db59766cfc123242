//! A field that holds an attribute: its value, or an `Option` of it.

use super::assertions::{IsNoOrigin, how};
use crate::build::Create;
use crate::kept::{Kept, keep, taken};
use crate::origin::Origin;
use crate::place::{Begin, Casting, Declared, Like, Made, Scope, Target};
use crate::registry::{Attribute, Kind};
use crate::value::{AttributeValue, Holds};
use crate::walk::{Visitor, VisitorMut, Walk, WalkMut};
use core::marker::PhantomData;

#[cfg(feature = "alloc")]
use {
    super::give::Argument,
    crate::build::{Finish, Round},
};

/// `T` or `Option<T>` for an attribute value `T`; an absent attribute is not listed.
///
/// All that generated code does with such a field is a method here, called as
/// `<Field as Slot>::method`: then rustc says the same of a wrong type wherever it finds it, and so
/// says it once.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an attribute; mark it `#[module]` if it is a module, derive `AttributeValue` for a type of your own, write `with = ..` for one of another crate, or leave it out by `#[module(skip)]`",
    label = "not an attribute value",
    note = "attribute values are floats, integers, `bool`, `String`, arrays of these, `Vec`, `ndarray` arrays, trees and functions, and `Option`s of them"
)]
pub trait Slot: Sized {
    /// The value's type.
    type Value: AttributeValue;
    /// How it is held: the origin is refused.
    type How;
    /// Whether the attribute may be absent.
    const IS_OPTIONAL: bool;
    /// The value, unless absent.
    fn get(&self) -> Option<&Self::Value>;
    /// The value, unless absent.
    fn get_mut(&mut self) -> Option<&mut Self::Value>;
    /// A field that holds the value.
    fn present(value: Self::Value) -> Self;
    /// A field without a value, if there can be one.
    fn absent() -> Option<Self>;

    /// A parameter of the type; the registry says the rest.
    #[doc(hidden)]
    const PARAMETER: Attribute = Attribute::of::<Self::Value>(Kind::Parameter, Self::IS_OPTIONAL);
    /// A state of the type.
    #[doc(hidden)]
    const STATE: Attribute = Attribute::of::<Self::Value>(Kind::State, Self::IS_OPTIONAL);
    /// A simulation parameter of the type.
    #[doc(hidden)]
    const SIMULATION: Attribute = Attribute::of::<Self::Value>(Kind::Simulation, Self::IS_OPTIONAL);
    /// Does nothing but being asked for, before what concerns [`Value`](Self::Value): rustc then meets a wrong
    /// element of an array by the same way as elsewhere, words it alike, and shows it once.
    #[doc(hidden)]
    #[inline(always)]
    fn assert_attribute() {}
    /// The field's type, to be inferred from in constants: of a value's, rustc would ask once more whether it is one.
    #[doc(hidden)]
    const OF: Of<Self> = Of::NEW;
    /// The value's type, to be inferred from: where the field's type is wrong, nothing follows.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    fn of() -> Of<Self::Value> {
        Of::NEW
    }

    /// The same again.
    #[doc(hidden)]
    #[must_use]
    fn duplicated(&self) -> Self;
    #[doc(hidden)]
    #[inline]
    fn walk<'m, V: Visitor<'m>>(&'m self, index: usize, walk: &mut Walk<'_, 'm, V>) {
        walk.attribute(index, self.get());
    }
    #[doc(hidden)]
    #[inline]
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, index: usize, walk: &mut WalkMut<'_, 'm, V>) {
        walk.attribute(index, self.get_mut());
    }
    /// Where the declared initialiser is taken.
    #[doc(hidden)]
    #[inline(always)]
    fn begin(target: Target<'_>) -> Begin<'_, Self::Value>
    where
        Self::How: IsNoOrigin<Self>,
    {
        Begin::new(target)
    }
    /// The same with the initialiser, of a field that is a number.
    #[doc(hidden)]
    #[inline(always)]
    fn declared<D>(target: Target<'_>, init: D) -> Made
    where
        Self::How: IsNoOrigin<Self>,
        D: Declared<Self::Value, ClassOf<Self>>,
    {
        Begin::<Self::Value>::new(target).with(init)
    }
    /// The value that the instance was given, where nothing is declared.
    #[doc(hidden)]
    fn undeclared(target: Target<'_>) -> Made
    where
        Self::How: IsNoOrigin<Self>,
    {
        Begin::<Self::Value>::new(target).with_nothing()
    }
    /// The value that the attribute begins like, unless the instance was given another.
    #[doc(hidden)]
    fn like(target: Target<'_>) -> Made
    where
        Self::How: IsNoOrigin<Self>,
    {
        Begin::<Self::Value>::new(target).like()
    }
    /// The value that the instance was given, where the dim with this index is not known.
    #[doc(hidden)]
    fn without(target: Target<'_>, dim: usize) -> Made {
        Begin::<Self::Value>::new(target).without(dim)
    }
    /// What an attribute begins with that is like this one, as it was made.
    #[doc(hidden)]
    fn lent(made: &Option<Kept<Self>>) -> Like<'_> {
        match made.as_ref().map(|made| Self::get(made)) {
            None => Like::Faulty,
            Some(None) => Like::Absent,
            Some(Some(value)) => Like::Value(value),
        }
    }
    /// Walks the attribute, which is put back by an initialiser that looks at `scope`.
    #[doc(hidden)]
    fn restored<'m, V: VisitorMut<'m>>(
        &'m mut self,
        index: usize,
        walk: &mut WalkMut<'_, 'm, V>,
        scope: &Scope<'_>,
    ) -> Like<'m> {
        match self.get_mut() {
            Some(value) => walk.restored(index, value, scope),
            None => Like::Absent,
        }
    }
    /// Where a value is made and cast.
    #[doc(hidden)]
    fn casting(target: Target<'_>) -> Casting<'_, Self::Value>
    where
        Self::How: IsNoOrigin<Self>,
    {
        Casting::new(target)
    }

    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn unify(index: usize, argument: &Argument<impl Sized>, round: &mut Round<'_, '_>) {
        round.attribute(index, argument.data_shape::<Self>(), argument.is_present::<Self>());
    }
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn finish(index: usize, argument: Argument<impl Sized>, finish: &mut Finish<'_>) -> Option<Kept<Self>> {
        if !argument.is_present::<Self>() {
            return absent_kept();
        }
        finish.attribute(index, argument.into_supplied::<Self>()).map(present_kept)
    }
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn finish_like(
        index: usize,
        argument: Argument<impl Sized>,
        like: Like<'_>,
        finish: &mut Finish<'_>,
    ) -> Option<Kept<Self>> {
        if !argument.is_present::<Self>() {
            return absent_kept();
        }
        finish.attribute_like(index, argument.into_supplied::<Self>(), like).map(present_kept)
    }
    #[doc(hidden)]
    fn create_like(index: usize, like: Like<'_>, create: &mut Create<'_>) -> Option<Kept<Self>> {
        absent_kept().or_else(|| create.attribute_like(index, like).map(present_kept))
    }
    #[doc(hidden)]
    fn create(index: usize, create: &mut Create<'_>) -> Option<Kept<Self>> {
        absent_kept().or_else(|| create.attribute(index).map(present_kept))
    }
}

/// A field that holds the value, which lies on the stack no longer than that.
#[inline(never)]
fn present_kept<S: Slot>(value: Kept<S::Value>) -> Kept<S> {
    keep(|| S::present(taken(value)))
}

/// A field without a value, if there can be one.
#[inline(never)]
fn absent_kept<S: Slot>() -> Option<Kept<S>> {
    S::absent().map(|absent| keep(|| absent))
}

/// A type, as a value.
#[doc(hidden)]
#[derive(Debug)]
pub struct Of<T>(PhantomData<fn() -> T>);

impl<T> Of<T> {
    pub(super) const NEW: Of<T> = Of(PhantomData);
}

impl<T> Clone for Of<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Of<T> {}

/// The leaf of a value; unknown where it has no class. Of an unknown type rustc says nothing more, and so a
/// wrong field type is told once.
pub(super) type LeafOf<T> = <<T as AttributeValue>::Class as Holds<T>>::Leaf;

impl<T: AttributeValue> Slot for T {
    type Value = LeafOf<T>;
    type How = how::Held;
    const IS_OPTIONAL: bool = false;
    #[inline(always)]
    fn get(&self) -> Option<&LeafOf<T>> {
        Some(T::Class::leaf(self))
    }
    #[inline(always)]
    fn get_mut(&mut self) -> Option<&mut LeafOf<T>> {
        Some(T::Class::leaf_mut(self))
    }
    fn present(value: LeafOf<T>) -> Self {
        T::Class::of_leaf(value)
    }
    fn absent() -> Option<Self> {
        None
    }
    fn duplicated(&self) -> Self {
        self.clone()
    }
}

impl<T: AttributeValue> Slot for Option<T> {
    type Value = LeafOf<T>;
    type How = how::Held;
    const IS_OPTIONAL: bool = true;
    #[inline(always)]
    fn get(&self) -> Option<&LeafOf<T>> {
        self.as_ref().map(T::Class::leaf)
    }
    #[inline(always)]
    fn get_mut(&mut self) -> Option<&mut LeafOf<T>> {
        self.as_mut().map(T::Class::leaf_mut)
    }
    fn present(value: LeafOf<T>) -> Self {
        Some(T::Class::of_leaf(value))
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
    fn duplicated(&self) -> Self {
        self.clone()
    }
}

/// The origin is no attribute, and is told so.
#[diagnostic::do_not_recommend]
impl Slot for Origin {
    type Value = bool;
    type How = how::Origin;
    const IS_OPTIONAL: bool = false;
    fn get(&self) -> Option<&bool> {
        None
    }
    fn get_mut(&mut self) -> Option<&mut bool> {
        None
    }
    fn present(_: bool) -> Self {
        Self::default()
    }
    fn absent() -> Option<Self> {
        None
    }
    fn duplicated(&self) -> Self {
        self.clone()
    }
}

/// The class of a field's value.
type ClassOf<S> = <<S as Slot>::Value as AttributeValue>::Class;
