//! Classes: how the values of a type are shaped, taken by builders, compared and overwritten.

mod array;
mod choice;
mod converted;
mod equality;
mod like;
#[cfg(feature = "alloc")]
mod making;
mod opaque;
mod scalar;
mod transparent;

pub use like::Unlike;
#[cfg(feature = "alloc")]
pub(crate) use making::{ByData, short, unknown_choice};
#[cfg(feature = "alloc")]
pub use making::{Making, Unfit};

use super::place::Place;
use super::{AnyValue, Number, Parts};
use crate::shape::{FixedShape, Rank, Shape};
use crate::value::HasRank;
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

/// The class of types taken as they are: `String`, trees, types of your own.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// #[derive(Clone, Debug, PartialEq)]
/// struct Name(String);
/// impl AttributeValue for Name {
///     type Class = Plain;
/// }
/// assert_eq!(Value::from(Name("A".into())).scalar::<Name>(), Some(Name("A".into())));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Plain;

/// The class of numbers.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// fn doubled<T: AttributeValue<Class = Scalar> + std::ops::Add<Output = T>>(x: T) -> T {
///     x.clone() + x
/// }
/// assert_eq!((doubled(1.5), doubled(2_u8)), (3.0, 4));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Scalar;

/// The class of arrays.
///
/// ```
/// use rockpool_core::prelude::*;
///
/// fn numel<T: AttributeValue<Class = ArrayLike>>(array: T) -> usize {
///     Value::from(array).numel()
/// }
/// assert_eq!((numel(vec![1.0, 2.0]), numel([[0_u8; 3]; 2])), (2, 6));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ArrayLike;

/// The class of shared functions, `Arc<dyn Fn(..) -> .. + Send + Sync>`; compared by address.
///
/// ```
/// use rockpool_core::prelude::*;
/// use std::sync::Arc;
///
/// let double: Arc<dyn Fn(f64) -> f64 + Send + Sync> = Arc::new(|x| 2.0 * x);
/// let other: Arc<dyn Fn(f64) -> f64 + Send + Sync> = Arc::new(|x| 2.0 * x);
/// assert_eq!(Value::from(double.clone()), Value::from(double.clone()));
/// assert_ne!(Value::from(double), Value::from(other)); // the same words elsewhere
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Function;

/// The class of enums that are words, see [`Choices`](super::Choices).
#[derive(Clone, Copy, Debug)]
pub struct Choice;

/// The class of structs of one field, see [`Newtype`](super::Newtype).
#[derive(Clone, Copy, Debug)]
pub struct Transparent;

/// The class of types that are attributes by way of another, see [`With`](super::With).
#[derive(Clone, Copy, Debug)]
pub struct Converted;

/// An element that lies outside its bounds.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::value::{Class, Number, OutOfBounds};
///
/// #[derive(Module)]
/// struct Leaky {
///     #[parameter(init = [0.5, 0.5], bounds = 0.0..=1.0)]
///     decays: [f64; 2],
/// }
///
/// let bounds = Leaky::REGISTRY.attributes()[0].bounds().unwrap();
/// let outside = ArrayLike::out_of_bounds(&[0.5, 1.5], bounds);
/// assert_eq!(outside, Some(OutOfBounds { index: 1, found: Number::Float(1.5) }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutOfBounds {
    /// The row-major index of the element.
    pub index: usize,
    /// The element; of an `f32`, the number that is written as it is.
    pub found: Number,
}

/// What a class says about the values of type `T`: how they are shaped, read, compared and overwritten. How they are
/// made of others, [`Making`] says.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::value::Class;
///
/// fn dtype<T: AttributeValue>(_: &T) -> Dtype {
///     <T::Class as Class<T>>::DTYPE
/// }
/// assert_eq!((dtype(&0.5_f32), dtype(&[[1_i64; 2]; 3])), (Dtype::F32, Dtype::I64));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{T}` cannot be of class `{Self}`; derive `Debug` and `PartialEq` for a `Plain` type, implement `Element` for a `Scalar` one",
    label = "for this class"
)]
pub trait Class<T>: Making<T> {
    /// The type that bounds are compared with.
    type Element;
    /// The element type as the registry names it.
    const DTYPE: Dtype;
    /// The shape that the type fixes by itself.
    const FIXED: Option<&'static FixedShape>;
    /// The words that a value is one of; none where it is no word.
    const CHOICES: &'static [&'static str] = &[];
    /// What an element consists of, where it is several numbers.
    const PARTS: Option<Parts> = None;
    /// The unit that the type has by itself.
    const UNIT: Option<&'static str> = None;

    /// The shape of a value.
    fn shape(value: &T) -> Shape;
    /// Whether a value has this shape.
    #[inline]
    fn has_shape(value: &T, shape: &Shape) -> bool {
        Self::shape(value) == *shape
    }
    /// Whether the values are columns, `(n)`, that may be declared as matrices, `(n, 1)`.
    fn is_column() -> bool {
        false
    }
    /// The number of elements.
    fn numel(value: &T) -> usize;
    /// An [`Access`](super::Access) to the elements of a value at a place.
    #[doc(hidden)]
    fn access_at<P: Place<T>>() -> Option<&'static (dyn Any + Send + Sync)>;
    /// The text, of what is one.
    fn text(value: &T) -> Option<&str> {
        let _ = value;
        None
    }
    /// The value that a word stands for, of what has choices.
    fn named(word: &str) -> Option<T> {
        let _ = word;
        None
    }
    /// The first element outside `bounds`.
    fn out_of_bounds(value: &T, bounds: &Bounds) -> Option<OutOfBounds>;
    /// Whether `other` has an equal content.
    fn equals(value: &T, other: &dyn AnyValue) -> bool;
    /// Puts a new value in place of the old one.
    #[inline]
    fn put(value: &mut T, new: T) {
        *value = new;
    }
    /// Copies the elements of a value of the same shape over those of this one; false where the shapes
    /// differ, or the elements do not lie row-major in memory.
    #[inline]
    fn overwrite(value: &mut T, same: &T) -> bool {
        let _ = (value, same);
        false
    }
    /// Shows the value.
    ///
    /// # Errors
    /// The formatter's.
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// A value that begins like another, in this shape, or in that of the other; see `init = like(v_rest)`.
    ///
    /// # Errors
    /// The other has another shape, or is of a type that does not serve.
    fn like(source: &dyn AnyValue, shape: Option<&Shape>) -> Result<T, Unlike>
    where
        T: super::AttributeValue,
    {
        let found = source.shape();
        if shape.is_some_and(|shape| *shape != found) {
            return Err(Unlike::Shape(found));
        }
        match source.as_any().downcast_ref::<T>() {
            Some(same) => Ok(same.clone()),
            None => like::other(source),
        }
    }
    /// The same over a value that is there, if that needs no new one.
    #[inline]
    fn overwrite_like(
        value: &mut T,
        source: &dyn AnyValue,
        shape: Option<&Shape>,
    ) -> Option<Result<(), Unlike>> {
        let _ = (value, source, shape);
        None
    }
}

#[diagnostic::do_not_recommend]
impl<T, const R: usize> Rank<R> for T
where
    T: super::AttributeValue,
    T::Class: HasRank<T, R>,
{
}

/// The parts that are the same for everything without axes.
macro_rules! without_axes {
    ($type:ident) => {
        const FIXED: Option<&'static FixedShape> = Some(&FixedShape::Scalar);

        #[inline]
        fn shape(_: &$type) -> Shape {
            Shape::SCALAR
        }
        #[inline]
        fn numel(_: &$type) -> usize {
            1
        }
    };
}
use without_axes;

/// Without an allocator no value is made of another.
#[cfg(not(feature = "alloc"))]
pub trait Making<T>: Sized {}

#[cfg(not(feature = "alloc"))]
impl<C, T> Making<T> for C {}
