//! Types that are attributes by way of another type that is one.

use super::AttributeValue;
use crate::never::Never;
use core::fmt;
use core::marker::PhantomData;
use ref_cast::RefCast;

#[cfg(feature = "alloc")]
use alloc::string::{String, ToString};

/// How a type of another crate is an attribute: by way of one that is known. Named by `with = ..`.
///
/// The attribute has the shape, the element type and the bounds of the known value; it is set, saved and
/// flattened as one, and it is reset and built to the value of the foreign type itself. A known value equal
/// to the present one changes nothing.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::value::{With, WithError};
/// use std::ops::RangeInclusive;
///
/// /// A range as its two ends.
/// struct Ends;
///
/// impl With<RangeInclusive<f64>> for Ends {
///     type Value = [f64; 2];
///     fn get(range: &RangeInclusive<f64>) -> [f64; 2] {
///         [*range.start(), *range.end()]
///     }
///     fn put([start, end]: [f64; 2]) -> Result<RangeInclusive<f64>, WithError> {
///         if start > end {
///             return Err(WithError::new(format_args!("the range {start}..={end} holds nothing")));
///         }
///         Ok(start..=end)
///     }
/// }
///
/// #[derive(Module)]
/// struct Clip {
///     #[simulation(with = Ends, init = 0.0..=1.0, unit = "V")]
///     range: RangeInclusive<f64>,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// let mut clip = Clip::builder().range(-1.0..=2.0).build()?; // or `[-1.0, 2.0]`
/// assert_eq!(clip.attributes().get("range").unwrap().shape(), [2]);
/// clip.set("range", [0.0, 0.5])?;
/// assert_eq!(clip.range, 0.0..=0.5);
/// let error = clip.set("range", [1.0, 0.5]).unwrap_err();
/// assert_eq!(error.to_string(), "range: the range 1..=0.5 holds nothing");
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` says nothing of `{D}`; implement `With<{D}>` for it",
    label = "not `With<{D}>`"
)]
pub trait With<D> {
    /// The known type: any attribute value.
    type Value: AttributeValue;
    /// The known value that stands for a foreign one.
    fn get(foreign: &D) -> Self::Value;
    /// The foreign value that a known one stands for.
    ///
    /// # Errors
    /// There is none; it is a fault at the attribute's path.
    fn put(known: Self::Value) -> Result<D, WithError>;
}

/// Why a value stands for none of another type.
///
/// ```
/// use rockpool_core::value::WithError;
/// assert_eq!(WithError::from("a duration is not negative").to_string(), "a duration is not negative");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithError {
    #[cfg(feature = "alloc")]
    message: String,
    #[cfg(not(feature = "alloc"))]
    message: &'static str,
}

impl WithError {
    /// An error with this message: lower case, no full stop, what is expected and what was found.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn new(message: impl fmt::Display) -> Self {
        Self { message: message.to_string() }
    }
}

impl From<&'static str> for WithError {
    fn from(message: &'static str) -> Self {
        #[cfg(feature = "alloc")]
        return Self { message: message.into() };
        #[cfg(not(feature = "alloc"))]
        return Self { message };
    }
}

#[cfg(feature = "alloc")]
impl From<String> for WithError {
    fn from(message: String) -> Self {
        Self { message }
    }
}

impl fmt::Display for WithError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.message, f)
    }
}

impl core::error::Error for WithError {}

#[cfg(feature = "alloc")]
impl From<WithError> for super::Unfit {
    fn from(error: WithError) -> Self {
        Self::Type(error.message)
    }
}

/// A type that is an attribute by way of another one.
#[doc(hidden)]
pub trait Convert: AttributeValue {
    /// The type that it is known by.
    type Known: AttributeValue;
    /// The unit of that, where the type has one by itself.
    const UNIT: Option<&'static str> = None;
    /// The value that stands for this one.
    fn known(&self) -> Self::Known;
    /// The value that a known one stands for.
    ///
    /// # Errors
    /// There is none.
    fn from_known(known: Self::Known) -> Result<Self, WithError>;
    /// Whether a known value says all of this one.
    fn is_told_by(&self, known: &Self::Known) -> bool {
        let _ = known;
        true
    }
}

/// A `D` as `W` makes it an attribute. It lies in memory as the `D`, which a walk hands out as one of these.
#[doc(hidden)]
#[derive(RefCast)]
#[repr(transparent)]
pub struct By<W, D> {
    foreign: D,
    #[trivial]
    by: PhantomData<fn() -> W>,
}

impl<W, D> By<W, D> {
    /// Of this value.
    pub fn new(foreign: D) -> Self {
        Self { foreign, by: PhantomData }
    }
    /// The value.
    pub fn into_foreign(self) -> D {
        self.foreign
    }
    /// A value where it lies.
    #[inline]
    pub fn at(foreign: &D) -> &Self {
        Self::ref_cast(foreign)
    }
    /// A value where it lies.
    #[inline]
    pub fn at_mut(foreign: &mut D) -> &mut Self {
        Self::ref_cast_mut(foreign)
    }
    /// The value.
    pub fn foreign(&self) -> &D {
        &self.foreign
    }
}

impl<W, D: Clone> Clone for By<W, D> {
    fn clone(&self) -> Self {
        Self::new(self.foreign.clone())
    }
    fn clone_from(&mut self, source: &Self) {
        self.foreign.clone_from(&source.foreign);
    }
}

impl<W, D> fmt::Debug for By<W, D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("By").finish_non_exhaustive()
    }
}

/// What generated code names a foreign field's type by: where `With` does not hold, this bound fails alone, in
/// the same words wherever it is asked, and nothing is known that could fail besides.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` says nothing of `{D}`; implement `With<{D}>` for it",
    label = "not `With<{D}>`",
    note = "what `with` makes an attribute is `Clone + Send + Sync + 'static`"
)]
pub trait Knows<D> {
    /// `By<Self, D>`.
    type By;
}

#[diagnostic::do_not_recommend]
impl<W, D> Knows<D> for W
where
    W: With<D> + 'static,
    D: Clone + Send + Sync + 'static,
{
    type By = By<W, D>;
}

/// A second one that never holds: with one alone, rustc would know the type where `With` does not hold, and say
/// of each use of it what it lacks.
#[diagnostic::do_not_recommend]
impl<W, D> Knows<D> for W
where
    for<'a> (): Never<'a>,
    W: Knows<D>,
{
    type By = By<W, D>;
}

impl<W, D> AttributeValue for By<W, D>
where
    W: With<D> + 'static,
    D: Clone + Send + Sync + 'static,
{
    type Class = super::Converted;
}

impl<W, D> Convert for By<W, D>
where
    W: With<D> + 'static,
    D: Clone + Send + Sync + 'static,
{
    type Known = W::Value;
    fn known(&self) -> W::Value {
        W::get(&self.foreign)
    }
    fn from_known(known: W::Value) -> Result<Self, WithError> {
        W::put(known).map(Self::new)
    }
}
