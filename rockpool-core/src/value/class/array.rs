//! Arrays.

use super::equality::same_elements;
use super::like::{Unlike, array_like, overwrite_like};
use super::{ArrayLike, Class, OutOfBounds};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::array_value::ArrayRank;
use crate::value::place::Place;
use crate::value::{Access, AnyElement, AnyValue, ArrayValue, AttributeValue, Parts};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

impl<T: ArrayValue> Class<T> for ArrayLike {
    type Element = T::Elem;
    const DTYPE: Dtype = T::Elem::DTYPE;
    const FIXED: Option<&'static FixedShape> = T::FIXED_SHAPE;
    const PARTS: Option<Parts> = T::Elem::PARTS;

    #[inline]
    fn shape(value: &T) -> Shape {
        value.array_shape()
    }
    #[inline]
    fn has_shape(value: &T, shape: &Shape) -> bool {
        value.has_array_shape(shape)
    }
    fn is_column() -> bool {
        T::is_column()
    }
    #[inline]
    fn numel(value: &T) -> usize {
        value.array_len()
    }
    #[inline]
    fn access_at<P: Place<T>>() -> Option<&'static (dyn Any + Send + Sync)> {
        Some(const { &Access::<T::Elem>::of_array::<T, P>() })
    }
    fn out_of_bounds(value: &T, bounds: &Bounds) -> Option<OutOfBounds> {
        let mut first = bounds.first_outside(0, T::Elem::DTYPE);
        value.each_element(&mut |element| first.see(element.to_number()));
        first.found
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        same_elements::<T::Elem>(&value.array_shape(), other, &mut |each| value.each_element(each))
    }
    #[inline]
    fn put(value: &mut T, new: T) {
        value.put(new);
    }
    #[inline]
    fn overwrite(value: &mut T, same: &T) -> bool {
        if !value.has_array_shape(&same.array_shape()) {
            return false;
        }
        value.copy_from_same(same)
    }
    fn like(source: &dyn AnyValue, shape: Option<&Shape>) -> Result<T, Unlike> {
        array_like(source, shape)
    }
    fn overwrite_like(
        value: &mut T,
        source: &dyn AnyValue,
        shape: Option<&Shape>,
    ) -> Option<Result<(), Unlike>> {
        overwrite_like(value, source, shape)
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value.fmt_array(f)
    }
}

impl<T: ArrayRank<R>, const R: usize> HasRank<T, R> for ArrayLike {}
