//! Numbers.

use super::convert::same_elements;
use super::like::{Unlike, each_like};
use super::{Class, OutOfBounds, Scalar, without_axes};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::place::Place;
use crate::value::{Access, AnyElement, AnyValue, Parts};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

#[cfg(feature = "alloc")]
use super::{
    Unfit,
    convert::{convert_each, try_convert},
};

#[cfg(feature = "alloc")]
use crate::value::{
    Value,
    parts::{joined, split},
};

#[diagnostic::do_not_recommend]
impl<T: AnyElement> Class<T> for Scalar {
    type Element = T;
    const DTYPE: Dtype = T::DTYPE;
    const PARTS: Option<Parts> = T::PARTS;
    without_axes!(T);

    #[inline]
    fn access_at<P: Place<T>>() -> Option<&'static (dyn Any + Send + Sync)> {
        Some(const { &Access::<T>::of_scalar::<P>() })
    }
    #[cfg(feature = "alloc")]
    fn new_column() -> Option<alloc::boxed::Box<dyn crate::value::Column>> {
        Some(crate::value::column_of::<T>())
    }
    fn out_of_bounds(value: &T, bounds: &Bounds) -> Option<OutOfBounds> {
        let mut first = bounds.first_outside(0, T::DTYPE);
        first.see(value.to_number());
        first.found
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        same_elements::<T>(&Shape::SCALAR, other, &mut |each| each(value))
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value.fmt(f)
    }
    fn like(source: &dyn AnyValue, shape: Option<&Shape>) -> Result<T, Unlike> {
        let found = source.shape();
        if !found.is_empty() || shape.is_some_and(|shape| !shape.is_empty()) {
            return Err(Unlike::Shape(found));
        }
        let mut converted = None;
        each_like::<T>(source, &mut |element| converted = Some(element))?;
        converted.ok_or(Unlike::Shape(found))
    }
    #[cfg(feature = "alloc")]
    fn convert(new: &dyn AnyValue, _: &Shape) -> Result<T, Unfit> {
        let mut converted = None;
        convert_each::<T>(new, &mut |element| converted = Some(element))?;
        converted.ok_or_else(|| Unfit::Shape(new.shape()))
    }
    #[cfg(feature = "alloc")]
    fn to_parts(value: &T) -> Option<Value> {
        split(&Shape::SCALAR, &mut |each| each(value))
    }
    #[cfg(feature = "alloc")]
    fn join_parts(parts: &Value) -> Option<Value> {
        joined::<T>(parts)
    }
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        *value = Self::convert(new, shape)?;
        Ok(())
    }
    #[cfg(feature = "alloc")]
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        if !shape.is_empty() {
            return Err(Unfit::Shape(Shape::SCALAR));
        }
        try_convert::<T>(new, bounds)
    }
}

impl<T> HasRank<T, 0> for Scalar {}
