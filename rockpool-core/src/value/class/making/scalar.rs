//! Numbers.

use super::convert::{convert_each, try_convert};
use super::{Making, Unfit, made_without_axes};
use crate::shape::Shape;
use crate::value::parts::{joined, split};
use crate::value::{AnyElement, AnyValue, Bounds, Column, OutOfBounds, Scalar, Value, column_of};
use alloc::boxed::Box;

impl<T: AnyElement> Making<T> for Scalar {
    made_without_axes!(T);

    fn new_column() -> Option<Box<dyn Column>> {
        Some(column_of::<T>())
    }
    fn convert(new: &dyn AnyValue, _: &Shape) -> Result<T, Unfit> {
        let mut converted = None;
        convert_each::<T>(new, &mut |element| converted = Some(element))?;
        converted.ok_or_else(|| Unfit::Shape(new.shape()))
    }
    fn to_parts(value: &T) -> Option<Value> {
        split(&Shape::SCALAR, &mut |each| each(value))
    }
    fn join_parts(parts: &Value) -> Option<Value> {
        joined::<T>(parts)
    }
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        *value = Self::convert(new, shape)?;
        Ok(())
    }
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
