//! Types that are attributes by way of another one.

use super::{Making, Unfit};
use crate::shape::Shape;
use crate::value::{AnyValue, AttributeValue, Bounds, Class, Column, Convert, Converted, OutOfBounds, Value};
use alloc::boxed::Box;

type Known<T> = <<T as Convert>::Known as AttributeValue>::Class;

/// What an argument of a builder holds: a value as it is, or what it is known by.
#[doc(hidden)]
pub enum Supplied<T: Convert> {
    Itself(T),
    Known(<Known<T> as Making<T::Known>>::Data),
}

impl<T: Convert> Clone for Supplied<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Itself(value) => Self::Itself(value.clone()),
            Self::Known(data) => Self::Known(data.clone()),
        }
    }
}

impl<T: Convert> Making<T> for Converted {
    fn new_column() -> Option<Box<dyn Column>> {
        Known::<T>::new_column()
    }
    type Data = Supplied<T>;
    fn data(value: T) -> Supplied<T> {
        Supplied::Itself(value)
    }
    fn data_shape(data: &Supplied<T>) -> Shape {
        match data {
            Supplied::Itself(value) => Self::shape(value),
            Supplied::Known(data) => Known::<T>::data_shape(data),
        }
    }
    fn realise(data: Supplied<T>, shape: &Shape) -> Result<T, Unfit> {
        let data = match data {
            Supplied::Itself(value) if Self::has_shape(&value, shape) => return Ok(value),
            Supplied::Itself(value) => Known::<T>::data(value.known()),
            Supplied::Known(data) => data,
        };
        Ok(T::from_known(Known::<T>::realise(data, shape)?)?)
    }
    fn into_value(value: T) -> Value {
        Known::<T>::into_value(value.known())
    }
    fn into_source(value: T) -> Value {
        Value::of(value)
    }
    fn convert(new: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit> {
        if let Some(same) = new.as_any().downcast_ref::<T>()
            && Self::has_shape(same, shape)
        {
            return Ok(same.clone());
        }
        Ok(T::from_known(Known::<T>::convert(new, shape)?)?)
    }
    fn is_told(value: &T) -> bool {
        value.is_told_by(&value.known())
    }
    fn to_parts(value: &T) -> Option<Value> {
        Known::<T>::to_parts(&value.known())
    }
    fn join_parts(parts: &Value) -> Option<Value> {
        Known::<T>::join_parts(parts)
    }
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        let made = <Self as Making<T>>::convert(new, shape)?;
        // What is known alike stays as it is, so that nothing is lost where that says less.
        if new.as_any().is::<T>() || !Known::<T>::equals(&value.known(), &made.known()) {
            *value = made;
        }
        Ok(())
    }
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        let outside = Known::<T>::try_assign(new, shape, bounds)?;
        if outside.is_none() {
            <Self as Making<T>>::convert(new, shape)?;
        }
        Ok(outside)
    }
}
