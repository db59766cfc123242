//! Newtypes: all is that of their field.

use super::{Class, OutOfBounds, Transparent};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::place::{Place, Within};
use crate::value::{AnyValue, AttributeValue, Newtype, Parts};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

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
}

impl<T: Newtype, const R: usize> HasRank<T, R> for Transparent where Inner<T>: HasRank<T::Inner, R> {}
