//! Classes: how the values of a type are shaped, taken by builders, compared and overwritten.

mod array;
mod choice;
mod convert;
mod converted;
mod like;
#[cfg(feature = "alloc")]
mod mismatch;
mod opaque;
mod scalar;
mod transparent;

#[cfg(feature = "alloc")]
pub(crate) use choice::unknown as unknown_choice;
#[cfg(feature = "alloc")]
pub(crate) use converted::Supplied as ByData;
#[cfg(feature = "alloc")]
pub(crate) use mismatch::short;

pub use like::Unlike;

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

/// Why data cannot become a value of a type.
///
/// ```
/// use rockpool_core::shape::Shape;
/// use rockpool_core::value::{Class, Scalar, Unfit};
/// let made = <Scalar as Class<f64>>::realise(0.5, &Shape::from([2]));
/// assert_eq!(made, Err(Unfit::Shape(Shape::SCALAR))); // a number has no axes
/// ```
#[cfg(feature = "alloc")]
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    /// The type has no arrays of this shape.
    Shape(Shape),
    /// The type is another one, or an element cannot be converted without loss.
    Type(alloc::string::String),
}

/// What a class says about the values of type `T`.
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
pub trait Class<T>: Sized {
    /// What an argument of a builder holds until the dims are known.
    #[cfg(feature = "alloc")]
    type Data: Clone + Send + Sync + 'static;
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
    /// An empty column for the elements.
    #[cfg(feature = "alloc")]
    fn new_column() -> Option<alloc::boxed::Box<dyn super::Column>> {
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

    /// A value as data.
    #[cfg(feature = "alloc")]
    fn data(value: T) -> Self::Data;
    /// The shape of data.
    #[cfg(feature = "alloc")]
    fn data_shape(data: &Self::Data) -> Shape;
    /// Makes a value of this shape; the data has as many elements.
    ///
    /// # Errors
    /// The type has no arrays of this shape.
    #[cfg(feature = "alloc")]
    fn realise(data: Self::Data, shape: &Shape) -> Result<T, Unfit>;
    /// The value as a [`Value`](super::Value) holds it.
    #[cfg(feature = "alloc")]
    fn into_value(value: T) -> super::Value
    where
        T: super::AttributeValue,
    {
        super::Value::of(value)
    }
    /// A value to be overwritten that never lies on the stack, of types that hold all of their elements
    /// themselves.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn blank() -> Option<alloc::boxed::Box<T>> {
        None
    }
    /// [`realise`](Self::realise) in place; gives the data back where it cannot be.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn realise_in(value: &mut T, data: Self::Data, shape: &Shape) -> Result<(), Self::Data> {
        let _ = (value, shape);
        Err(data)
    }
    /// The value as what a reset returns to, which loses nothing of it.
    #[cfg(feature = "alloc")]
    fn into_source(value: T) -> super::Value
    where
        T: super::AttributeValue,
    {
        Self::into_value(value)
    }
    /// A value from what [`into_source`](Self::into_source) has made of another.
    #[cfg(feature = "alloc")]
    fn from_source(value: &dyn AnyValue) -> Option<T>
    where
        T: super::AttributeValue,
    {
        match value.as_any().downcast_ref::<T>() {
            Some(value) => Some(value.clone()),
            None => Self::convert(value, &value.shape()).ok(),
        }
    }
    /// A value of this shape from another of any type, which has as many elements.
    ///
    /// # Errors
    /// The type differs, or an element cannot be converted without loss.
    #[cfg(feature = "alloc")]
    fn convert(new: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit>;
    /// Whether [`into_value`](Self::into_value) says all of the value.
    #[cfg(feature = "alloc")]
    fn is_told(value: &T) -> bool {
        let _ = value;
        true
    }
    /// The parts of the elements, where they have some: an array with one axis more.
    #[cfg(feature = "alloc")]
    fn to_parts(value: &T) -> Option<super::Value> {
        let _ = value;
        None
    }
    /// The value with these parts: the way back.
    #[cfg(feature = "alloc")]
    #[doc(hidden)]
    fn join_parts(parts: &super::Value) -> Option<super::Value> {
        let _ = parts;
        None
    }
    /// Overwrites the value with `new` in this shape, which has as many elements; with `write`
    /// false, only says whether that would succeed.
    ///
    /// # Errors
    /// The type differs, or an element cannot be converted without loss.
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit>;
    /// Whether [`assign`](Self::assign) would succeed.
    ///
    /// # Errors
    /// As those of `assign`.
    #[cfg(feature = "alloc")]
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit>;
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
        #[cfg(feature = "alloc")]
        type Data = $type;
        #[cfg(feature = "alloc")]
        fn data(value: $type) -> $type {
            value
        }
        #[cfg(feature = "alloc")]
        fn data_shape(_: &$type) -> Shape {
            Shape::SCALAR
        }
        #[cfg(feature = "alloc")]
        fn realise(data: $type, shape: &Shape) -> Result<$type, Unfit> {
            if shape.is_empty() { Ok(data) } else { Err(Unfit::Shape(Shape::SCALAR)) }
        }
    };
}
use without_axes;
