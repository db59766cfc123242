//! What the array types have in common.

use super::{AnyElement, ArrayLike, AttributeValue};
use crate::shape::{FixedShape, Shape};
use core::fmt;

#[cfg(feature = "alloc")]
use super::Dense;
#[cfg(feature = "ndarray")]
use ndarray::{ArrayViewD, ArrayViewMutD};

/// An array as an attribute: `[T; N]` (nested too), `Vec<T>`, `ndarray::Array<T, D>`.
///
/// ```
/// use rockpool_core::value::ArrayValue;
/// fn sum<A: ArrayValue<Elem = f64>>(array: &A) -> f64 {
///     let mut sum = 0.0;
///     array.each_element(&mut |x| sum += x);
///     sum
/// }
/// assert_eq!((sum(&vec![1.0, 2.0]), sum(&[[1.0; 3]; 2])), (3.0, 6.0));
/// ```
pub trait ArrayValue: AttributeValue<Class = ArrayLike> {
    /// The type of the elements.
    type Elem: AnyElement;
    /// The shape that the type fixes by itself.
    const FIXED_SHAPE: Option<&'static FixedShape>;

    /// The shape.
    fn array_shape(&self) -> Shape;
    /// Whether the array has this shape.
    #[inline]
    fn has_array_shape(&self, shape: &Shape) -> bool {
        self.array_shape() == *shape
    }
    /// The number of elements.
    fn array_len(&self) -> usize;
    /// Whether the type has arrays of this shape.
    fn admits(shape: &Shape) -> bool;
    /// The elements, row-major, where they lie so in memory.
    fn as_elements(&self) -> Option<&[Self::Elem]>;
    /// The elements, row-major, where they lie so in memory.
    fn as_mut_elements(&mut self) -> Option<&mut [Self::Elem]>;
    /// Calls `each` with every element, row-major.
    fn each_element(&self, each: &mut dyn FnMut(&Self::Elem));
    /// An array of zeros, if the type has arrays of this shape.
    fn zeroed(shape: &Shape) -> Option<Self>;
    /// Shows the array.
    ///
    /// # Errors
    /// The formatter's.
    fn fmt_array(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
    /// The elements and their shape.
    #[cfg(feature = "alloc")]
    fn into_dense(self) -> Dense<Self::Elem>;
    /// The array with these elements and this shape.
    ///
    /// # Errors
    /// The data, if the type has no arrays of its shape.
    #[cfg(feature = "alloc")]
    fn from_dense(data: Dense<Self::Elem>) -> Result<Self, Dense<Self::Elem>>;
    /// Puts a new array in place of this one.
    #[inline]
    fn put(&mut self, new: Self) {
        *self = new;
    }
    /// The array as a [`Value`](super::Value) holds it.
    #[cfg(feature = "alloc")]
    fn into_value(self) -> super::Value {
        super::Value::of(self)
    }
    /// A view of the array.
    #[cfg(feature = "ndarray")]
    fn array_view(&self) -> Option<ArrayViewD<'_, Self::Elem>> {
        ArrayViewD::from_shape(ndarray::IxDyn(&self.array_shape()), self.as_elements()?).ok()
    }
    /// A mutable view of the array.
    #[cfg(feature = "ndarray")]
    fn array_view_mut(&mut self) -> Option<ArrayViewMutD<'_, Self::Elem>> {
        let shape = self.array_shape();
        ArrayViewMutD::from_shape(ndarray::IxDyn(&shape), self.as_mut_elements()?).ok()
    }
}

/// An array type that holds arrays of rank `R`.
#[diagnostic::on_unimplemented(
    message = "this shape has rank {R}, but `{Self}` holds no arrays of rank {R}; give as many lengths as the type has axes, or use `ArrayD<_>` where several ranks are permitted",
    label = "of rank {R}"
)]
pub trait ArrayRank<const R: usize> {}

/// An array type whose arrays all have one shape.
pub trait FixedArray {}
