//! A field that holds an attribute: its value, or an `Option` of it.

use super::{AttributeValue, Class};
use crate::init::Declaration;
use crate::registry::{Attribute, Kind};
use crate::reset::{Begin, Restored, Target, Uncast};
use crate::view::{Visitor, VisitorMut, Walk, WalkMut};
use core::marker::PhantomData;

#[cfg(feature = "alloc")]
use crate::build::{Argument, Create, Finish, Round};

/// `T` or `Option<T>` for an attribute value `T`; an absent attribute is not listed.
///
/// All that generated code does with such a field is a method here, called as
/// `<Field as Slot>::method`: then rustc says the same of a wrong type wherever it finds it, and so
/// says it once.
///
/// ```
/// use rockpool_core::value::Slot;
/// assert!(<Option<f64> as Slot>::IS_OPTIONAL && !<f64 as Slot>::IS_OPTIONAL);
/// assert_eq!(Slot::get(&Some(0.5)), Some(&0.5));
/// assert_eq!(<Option<f64> as Slot>::absent(), Some(None));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an attribute; implement `AttributeValue` for it, or mark the field `#[module(skip)]`",
    label = "not an attribute value",
    note = "attribute values are floats, integers, `bool`, `String`, arrays of these, `Vec`, `ndarray` arrays, trees and functions, and `Option`s of them"
)]
pub trait Slot: Sized {
    /// The value's type.
    type Value: AttributeValue;
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
    const PARAMETER: Attribute = Attribute::of::<Self>(Kind::Parameter);
    /// A state of the type.
    #[doc(hidden)]
    const STATE: Attribute = Attribute::of::<Self>(Kind::State);
    /// A simulation parameter of the type.
    #[doc(hidden)]
    const SIMULATION: Attribute = Attribute::of::<Self>(Kind::Simulation);
    /// Does nothing but being asked for, before what concerns [`Value`](Self::Value): rustc then meets a wrong
    /// element of an array by the same way as elsewhere, words it alike, and shows it once.
    #[doc(hidden)]
    #[inline(always)]
    fn asked() {}
    /// The value's type, to be inferred from: where the field's type is wrong, nothing follows.
    #[doc(hidden)]
    #[must_use]
    #[inline]
    fn of() -> Of<Self::Value> {
        Of(PhantomData)
    }

    #[doc(hidden)]
    #[inline]
    fn walk<'m, V: Visitor<'m>>(&'m self, index: usize, walk: &mut Walk<'_, 'm, V>) {
        walk.attribute(index, self);
    }
    #[doc(hidden)]
    #[inline]
    fn walk_mut<'m, V: VisitorMut<'m>>(&'m mut self, index: usize, walk: &mut WalkMut<'_, 'm, V>) {
        walk.attribute(index, self);
    }
    /// Begins to put the value back to what is declared, unless the instance was given something else.
    #[doc(hidden)]
    #[inline(always)]
    fn begin(target: Target<'_>) -> Begin<'_, Self::Value> {
        target.begin()
    }
    /// The same with the initialiser, of a field that is a number.
    #[doc(hidden)]
    #[inline(always)]
    fn declared<D>(target: Target<'_>, init: D) -> Restored
    where
        D: Declaration<Self::Value, ClassOf<Self>>,
    {
        target.begin::<Self::Value>().with(init)
    }
    /// Puts the value back to what the instance was given.
    #[doc(hidden)]
    fn given(target: Target<'_>) -> Restored {
        target.given::<Self::Value>()
    }
    /// Puts the value back with a cast.
    #[doc(hidden)]
    fn uncast(target: Target<'_>) -> Uncast<'_, Self::Value> {
        Uncast::new(target)
    }

    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn unify(index: usize, argument: &Argument<Self>, round: &mut Round<'_, '_>) {
        round.attribute(index, argument);
    }
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn finish(index: usize, argument: Argument<Self>, finish: &mut Finish<'_>) -> Option<Self> {
        finish.attribute(index, argument)
    }
    #[doc(hidden)]
    #[cfg(feature = "alloc")]
    fn create(index: usize, create: &mut Create<'_>) -> Option<Self> {
        create.attribute(index)
    }
    #[doc(hidden)]
    #[cfg(not(feature = "alloc"))]
    fn create(index: usize, create: &mut crate::reset::Create<'_>) -> Option<Self> {
        create.attribute(index)
    }
}

/// A type by way of another, without which it is nothing.
///
/// A slot's value is `T`; written as `<T::Class as Anything>::Then<T>`, it is unknown where `T` has no
/// class. Of an unknown type rustc says nothing more, and so a wrong field type is told once.
pub trait Anything {
    /// The type.
    type Then<T>;
}

impl<A: ?Sized> Anything for A {
    type Then<T> = T;
}

/// A type, as a value.
#[doc(hidden)]
#[derive(Debug)]
pub struct Of<T>(PhantomData<fn() -> T>);

impl<T> Clone for Of<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Of<T> {}

impl<T: AttributeValue> Slot for T {
    type Value = <T::Class as Anything>::Then<T>;
    const IS_OPTIONAL: bool = false;
    #[inline]
    fn get(&self) -> Option<&T> {
        Some(self)
    }
    #[inline]
    fn get_mut(&mut self) -> Option<&mut T> {
        Some(self)
    }
    fn present(value: T) -> Self {
        value
    }
    fn absent() -> Option<Self> {
        None
    }
}

impl<T: AttributeValue> Slot for Option<T> {
    type Value = <T::Class as Anything>::Then<T>;
    const IS_OPTIONAL: bool = true;
    #[inline]
    fn get(&self) -> Option<&T> {
        self.as_ref()
    }
    #[inline]
    fn get_mut(&mut self) -> Option<&mut T> {
        self.as_mut()
    }
    fn present(value: T) -> Self {
        Some(value)
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
}

/// The value type of a field.
///
/// ```
/// use rockpool_core::value::ValueOf;
/// let tau: ValueOf<Option<f64>> = 0.02; // of an `f64` as well
/// assert_eq!(tau, 0.02_f64);
/// ```
pub type ValueOf<S> = <S as Slot>::Value;
/// The class of a field's value.
///
/// ```
/// use rockpool_core::value::{ClassOf, Scalar};
/// let _: ClassOf<Option<f64>> = Scalar;
/// ```
pub type ClassOf<S> = <<S as Slot>::Value as AttributeValue>::Class;
/// The element type of a value.
///
/// ```
/// use rockpool_core::value::ElementOf;
/// let first: ElementOf<[[f32; 3]; 2]> = 0.5;
/// assert_eq!(first, 0.5_f32);
/// ```
pub type ElementOf<T> = <<T as AttributeValue>::Class as Class<T>>::Element;
