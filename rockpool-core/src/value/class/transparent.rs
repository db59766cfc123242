//! Newtypes: all is that of their field.

use super::{Class, OutOfBounds, Transparent};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::place::{Place, Within};
use crate::value::{AnyValue, AttributeValue, Newtype, Parts};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

#[cfg(feature = "alloc")]
use super::Unfit;
#[cfg(feature = "alloc")]
use crate::value::Value;

type Inner<T> = <<T as Newtype>::Inner as AttributeValue>::Class;

impl<T: AttributeValue + Newtype> Class<T> for Transparent {
    type Element = <Inner<T> as Class<T::Inner>>::Element;
    const DTYPE: Dtype = Inner::<T>::DTYPE;
    const FIXED: Option<&'static FixedShape> = Inner::<T>::FIXED;
    const CHOICES: &'static [&'static str] = Inner::<T>::CHOICES;
    const PARTS: Option<Parts> = Inner::<T>::PARTS;
    const UNIT: Option<&'static str> = Inner::<T>::UNIT;

    fn shape(value: &T) -> Shape {
        Inner::<T>::shape(value.inner())
    }
    fn has_shape(value: &T, shape: &Shape) -> bool {
        Inner::<T>::has_shape(value.inner(), shape)
    }
    fn is_column() -> bool {
        Inner::<T>::is_column()
    }
    fn numel(value: &T) -> usize {
        Inner::<T>::numel(value.inner())
    }
    fn access_at<P: Place<T>>() -> Option<&'static (dyn Any + Send + Sync)> {
        Inner::<T>::access_at::<Within<P, T>>()
    }
    fn text(value: &T) -> Option<&str> {
        Inner::<T>::text(value.inner())
    }
    fn named(word: &str) -> Option<T> {
        Inner::<T>::named(word).map(T::from_inner)
    }
    #[cfg(feature = "alloc")]
    fn new_column() -> Option<alloc::boxed::Box<dyn crate::value::Column>> {
        Inner::<T>::new_column()
    }
    fn out_of_bounds(value: &T, bounds: &Bounds) -> Option<OutOfBounds> {
        Inner::<T>::out_of_bounds(value.inner(), bounds)
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        match other.as_any().downcast_ref::<T>() {
            Some(other) => Inner::<T>::equals(value.inner(), other.inner()),
            None => Inner::<T>::equals(value.inner(), other),
        }
    }
    fn put(value: &mut T, new: T) {
        Inner::<T>::put(value.inner_mut(), new.into_inner());
    }
    fn overwrite(value: &mut T, same: &T) -> bool {
        Inner::<T>::overwrite(value.inner_mut(), same.inner())
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Inner::<T>::fmt(value.inner(), f)
    }
    #[cfg(feature = "alloc")]
    type Data = <Inner<T> as Class<T::Inner>>::Data;
    #[cfg(feature = "alloc")]
    fn data(value: T) -> Self::Data {
        Inner::<T>::data(value.into_inner())
    }
    #[cfg(feature = "alloc")]
    fn data_shape(data: &Self::Data) -> Shape {
        Inner::<T>::data_shape(data)
    }
    #[cfg(feature = "alloc")]
    fn realise(data: Self::Data, shape: &Shape) -> Result<T, Unfit> {
        Inner::<T>::realise(data, shape).map(T::from_inner)
    }
    #[cfg(feature = "alloc")]
    fn into_value(value: T) -> Value {
        Inner::<T>::into_value(value.into_inner())
    }
    #[cfg(feature = "alloc")]
    fn into_source(value: T) -> Value {
        Inner::<T>::into_source(value.into_inner())
    }
    #[cfg(feature = "alloc")]
    fn from_source(value: &dyn AnyValue) -> Option<T> {
        Inner::<T>::from_source(value).map(T::from_inner)
    }
    #[cfg(feature = "alloc")]
    fn convert(new: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit> {
        Inner::<T>::convert(new, shape).map(T::from_inner)
    }
    #[cfg(feature = "alloc")]
    fn is_told(value: &T) -> bool {
        Inner::<T>::is_told(value.inner())
    }
    #[cfg(feature = "alloc")]
    fn to_parts(value: &T) -> Option<Value> {
        Inner::<T>::to_parts(value.inner())
    }
    #[cfg(feature = "alloc")]
    fn join_parts(parts: &Value) -> Option<Value> {
        Inner::<T>::join_parts(parts)
    }
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        Inner::<T>::assign(value.inner_mut(), new, shape)
    }
    #[cfg(feature = "alloc")]
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        Inner::<T>::try_assign(new, shape, bounds)
    }
}

impl<T: Newtype, const R: usize> HasRank<T, R> for Transparent where Inner<T>: HasRank<T::Inner, R> {}
