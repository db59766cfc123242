//! Types that are attributes by way of another one.

use super::{Class, Converted, OutOfBounds};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::place::{MadeFrom, Place};
use crate::value::{AnyValue, AttributeValue, Convert};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

type Known<T> = <<T as Convert>::Known as AttributeValue>::Class;

impl<T: Convert> Class<T> for Converted {
    type Element = <Known<T> as Class<T::Known>>::Element;
    const DTYPE: Dtype = Known::<T>::DTYPE;
    const FIXED: Option<&'static FixedShape> = Known::<T>::FIXED;
    const CHOICES: &'static [&'static str] = Known::<T>::CHOICES;
    const PARTS: Option<crate::value::Parts> = Known::<T>::PARTS;
    const UNIT: Option<&'static str> = T::UNIT;

    fn shape(value: &T) -> Shape {
        match <Self as Class<T>>::FIXED {
            Some(fixed) => fixed.to_shape(),
            None => Known::<T>::shape(&value.known()),
        }
    }
    fn is_column() -> bool {
        Known::<T>::is_column()
    }
    fn numel(value: &T) -> usize {
        match <Self as Class<T>>::FIXED {
            Some(FixedShape::Scalar) => 1,
            _ => Known::<T>::numel(&value.known()),
        }
    }
    fn access_at<P: Place<T>>() -> Option<&'static (dyn Any + Send + Sync)> {
        Known::<T>::access_at::<MadeFrom<P, T>>()
    }
    fn named(word: &str) -> Option<T> {
        T::from_known(Known::<T>::named(word)?).ok()
    }
    fn out_of_bounds(value: &T, bounds: &Bounds) -> Option<OutOfBounds> {
        Known::<T>::out_of_bounds(&value.known(), bounds)
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        match other.as_any().downcast_ref::<T>() {
            Some(other) => Known::<T>::equals(&value.known(), &other.known()),
            None => Known::<T>::equals(&value.known(), other),
        }
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Known::<T>::fmt(&value.known(), f)
    }
    fn overwrite(value: &mut T, same: &T) -> bool {
        let has_shape = <Self as Class<T>>::FIXED.is_some() || Self::has_shape(value, &Self::shape(same));
        if has_shape {
            value.clone_from(same);
        }
        has_shape
    }
}

impl<T: Convert, const R: usize> HasRank<T, R> for Converted where Known<T>: HasRank<T::Known, R> {}
