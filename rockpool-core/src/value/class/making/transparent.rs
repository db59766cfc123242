//! Newtypes.

use super::{Making, Unfit};
use crate::shape::Shape;
use crate::value::{AnyValue, AttributeValue, Bounds, Column, Newtype, OutOfBounds, Transparent, Value};
use alloc::boxed::Box;

type Inner<T> = <<T as Newtype>::Inner as AttributeValue>::Class;

impl<T: AttributeValue + Newtype> Making<T> for Transparent {
    fn new_column() -> Option<Box<dyn Column>> {
        Inner::<T>::new_column()
    }
    type Data = <Inner<T> as Making<T::Inner>>::Data;
    fn data(value: T) -> Self::Data {
        Inner::<T>::data(value.into_inner())
    }
    fn data_shape(data: &Self::Data) -> Shape {
        Inner::<T>::data_shape(data)
    }
    fn realise(data: Self::Data, shape: &Shape) -> Result<T, Unfit> {
        Inner::<T>::realise(data, shape).map(T::from_inner)
    }
    fn into_value(value: T) -> Value {
        Inner::<T>::into_value(value.into_inner())
    }
    fn into_source(value: T) -> Value {
        Inner::<T>::into_source(value.into_inner())
    }
    fn from_source(value: &dyn AnyValue) -> Option<T> {
        Inner::<T>::from_source(value).map(T::from_inner)
    }
    fn convert(new: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit> {
        Inner::<T>::convert(new, shape).map(T::from_inner)
    }
    fn is_told(value: &T) -> bool {
        Inner::<T>::is_told(value.inner())
    }
    fn to_parts(value: &T) -> Option<Value> {
        Inner::<T>::to_parts(value.inner())
    }
    fn join_parts(parts: &Value) -> Option<Value> {
        Inner::<T>::join_parts(parts)
    }
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        Inner::<T>::assign(value.inner_mut(), new, shape)
    }
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        Inner::<T>::try_assign(new, shape, bounds)
    }
}
