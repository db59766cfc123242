//! Numbers.

use super::equality::same_elements;
use super::like::{Unlike, each_like};
use super::{Class, OutOfBounds, Scalar, without_axes};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::place::Place;
use crate::value::{Access, AnyElement, AnyValue, Parts};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

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
}

impl<T> HasRank<T, 0> for Scalar {}
