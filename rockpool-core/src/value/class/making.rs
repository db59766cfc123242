//! How values are made of data, of other values and of parts: all that needs an allocator.

mod array;
mod choice;
mod convert;
mod converted;
mod mismatch;
mod opaque;
mod scalar;
mod transparent;

pub(crate) use choice::unknown as unknown_choice;
pub(super) use convert::convert_each;
pub(crate) use converted::Supplied as ByData;
pub(crate) use mismatch::short;

use crate::shape::Shape;
use crate::value::{AnyValue, AttributeValue, Bounds, Column, OutOfBounds, Value};
use alloc::boxed::Box;
use alloc::string::String;

/// Why data cannot become a value of a type.
///
/// ```
/// use rockpool_core::shape::Shape;
/// use rockpool_core::value::{Making, Scalar, Unfit};
/// let made = <Scalar as Making<f64>>::realise(0.5, &Shape::from([2]));
/// assert_eq!(made, Err(Unfit::Shape(Shape::SCALAR))); // a number has no axes
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    /// The type has no arrays of this shape.
    Shape(Shape),
    /// The type is another one, or an element cannot be converted without loss.
    Type(String),
}

/// What a class says about making values of type `T`, of which `Class` says the rest.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::shape::Shape;
/// use rockpool_core::value::Making;
///
/// let column = <ArrayLike as Making<Vec<f64>>>::convert(&[1.0_f32, 2.0], &Shape::from([2]));
/// assert_eq!(column, Ok(vec![1.0, 2.0]));
/// ```
pub trait Making<T>: Sized {
    /// What an argument of a builder holds until the dims are known.
    type Data: Clone + Send + Sync + 'static;
    /// An empty column for the elements.
    fn new_column() -> Option<Box<dyn Column>> {
        None
    }

    /// A value as data.
    fn data(value: T) -> Self::Data;
    /// The shape of data.
    fn data_shape(data: &Self::Data) -> Shape;
    /// Makes a value of this shape; the data has as many elements.
    ///
    /// # Errors
    /// The type has no arrays of this shape.
    fn realise(data: Self::Data, shape: &Shape) -> Result<T, Unfit>;
    /// The value as a [`Value`] holds it.
    fn into_value(value: T) -> Value
    where
        T: AttributeValue,
    {
        Value::of(value)
    }
    /// A value to be overwritten that never lies on the stack, of types that hold all of their elements
    /// themselves.
    #[doc(hidden)]
    fn blank() -> Option<Box<T>> {
        None
    }
    /// [`realise`](Self::realise) in place; gives the data back where it cannot be.
    #[doc(hidden)]
    fn realise_in(value: &mut T, data: Self::Data, shape: &Shape) -> Result<(), Self::Data> {
        let _ = (value, shape);
        Err(data)
    }
    /// The value as what a reset returns to, which loses nothing of it.
    fn into_source(value: T) -> Value
    where
        T: AttributeValue,
    {
        Self::into_value(value)
    }
    /// A value from what [`into_source`](Self::into_source) has made of another.
    fn from_source(value: &dyn AnyValue) -> Option<T>
    where
        T: AttributeValue,
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
    fn convert(new: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit>;
    /// Whether [`into_value`](Self::into_value) says all of the value.
    fn is_told(value: &T) -> bool {
        let _ = value;
        true
    }
    /// The parts of the elements, where they have some: an array with one axis more.
    fn to_parts(value: &T) -> Option<Value> {
        let _ = value;
        None
    }
    /// The value with these parts: the way back.
    #[doc(hidden)]
    fn join_parts(parts: &Value) -> Option<Value> {
        let _ = parts;
        None
    }
    /// Overwrites the value with `new` in this shape, which has as many elements.
    ///
    /// # Errors
    /// The type differs, or an element cannot be converted without loss.
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit>;
    /// Whether [`assign`](Self::assign) would succeed.
    ///
    /// # Errors
    /// As those of `assign`.
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit>;
}

/// The parts that are the same for everything without axes.
macro_rules! made_without_axes {
    ($type:ident) => {
        type Data = $type;
        fn data(value: $type) -> $type {
            value
        }
        fn data_shape(_: &$type) -> Shape {
            Shape::SCALAR
        }
        fn realise(data: $type, shape: &Shape) -> Result<$type, Unfit> {
            if shape.is_empty() { Ok(data) } else { Err(Unfit::Shape(Shape::SCALAR)) }
        }
    };
}
use made_without_axes;
