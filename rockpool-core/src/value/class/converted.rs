//! Types that are attributes by way of another one.

use super::{Class, Converted, OutOfBounds};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::place::{MadeFrom, Place};
use crate::value::{AnyValue, AttributeValue, Convert};
use crate::value::{Bounds, Dtype};
use core::any::Any;
use core::fmt;

#[cfg(feature = "alloc")]
use super::Unfit;
#[cfg(feature = "alloc")]
use crate::value::Value;

type Known<T> = <<T as Convert>::Known as AttributeValue>::Class;

/// What an argument of a builder holds: a value as it is, or what it is known by.
#[doc(hidden)]
#[cfg(feature = "alloc")]
pub enum Supplied<T: Convert> {
    Itself(T),
    Known(<Known<T> as Class<T::Known>>::Data),
}

#[cfg(feature = "alloc")]
impl<T: Convert> Clone for Supplied<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Itself(value) => Self::Itself(value.clone()),
            Self::Known(data) => Self::Known(data.clone()),
        }
    }
}

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
    #[cfg(feature = "alloc")]
    fn new_column() -> Option<alloc::boxed::Box<dyn crate::value::Column>> {
        Known::<T>::new_column()
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
    #[cfg(feature = "alloc")]
    type Data = Supplied<T>;
    #[cfg(feature = "alloc")]
    fn data(value: T) -> Supplied<T> {
        Supplied::Itself(value)
    }
    #[cfg(feature = "alloc")]
    fn data_shape(data: &Supplied<T>) -> Shape {
        match data {
            Supplied::Itself(value) => Self::shape(value),
            Supplied::Known(data) => Known::<T>::data_shape(data),
        }
    }
    #[cfg(feature = "alloc")]
    fn realise(data: Supplied<T>, shape: &Shape) -> Result<T, Unfit> {
        let data = match data {
            Supplied::Itself(value) if Self::has_shape(&value, shape) => return Ok(value),
            Supplied::Itself(value) => Known::<T>::data(value.known()),
            Supplied::Known(data) => data,
        };
        Ok(T::from_known(Known::<T>::realise(data, shape)?)?)
    }
    #[cfg(feature = "alloc")]
    fn into_value(value: T) -> Value {
        Known::<T>::into_value(value.known())
    }
    #[cfg(feature = "alloc")]
    fn into_source(value: T) -> Value {
        Value::of(value)
    }
    #[cfg(feature = "alloc")]
    fn convert(new: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit> {
        if let Some(same) = new.as_any().downcast_ref::<T>()
            && Self::has_shape(same, shape)
        {
            return Ok(same.clone());
        }
        Ok(T::from_known(Known::<T>::convert(new, shape)?)?)
    }
    #[cfg(feature = "alloc")]
    fn is_told(value: &T) -> bool {
        value.is_told_by(&value.known())
    }
    #[cfg(feature = "alloc")]
    fn to_parts(value: &T) -> Option<Value> {
        Known::<T>::to_parts(&value.known())
    }
    #[cfg(feature = "alloc")]
    fn join_parts(parts: &Value) -> Option<Value> {
        Known::<T>::join_parts(parts)
    }
    #[cfg(feature = "alloc")]
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        let made = <Self as Class<T>>::convert(new, shape)?;
        // What is known alike stays as it is, so that nothing is lost where that says less.
        if new.as_any().is::<T>() || !Known::<T>::equals(&value.known(), &made.known()) {
            *value = made;
        }
        Ok(())
    }
    #[cfg(feature = "alloc")]
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        let outside = Known::<T>::try_assign(new, shape, bounds)?;
        if outside.is_none() {
            <Self as Class<T>>::convert(new, shape)?;
        }
        Ok(outside)
    }
}

impl<T: Convert, const R: usize> HasRank<T, R> for Converted where Known<T>: HasRank<T::Known, R> {}
