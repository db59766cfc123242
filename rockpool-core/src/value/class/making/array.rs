//! Arrays.

use super::convert::{convert_each, try_convert};
use super::{Making, Unfit};
use crate::shape::Shape;
use crate::value::parts::{joined, split};
use crate::value::{AnyValue, ArrayLike, ArrayValue, Bounds, Column, Dense, OutOfBounds, Value, column_of};
use alloc::boxed::Box;
use alloc::vec::Vec;

impl<T: ArrayValue> Making<T> for ArrayLike {
    fn new_column() -> Option<Box<dyn Column>> {
        Some(column_of::<T::Elem>())
    }
    type Data = Dense<T::Elem>;
    fn data(value: T) -> Dense<T::Elem> {
        value.into_dense()
    }
    fn data_shape(data: &Dense<T::Elem>) -> Shape {
        data.shape().clone()
    }
    fn realise(data: Dense<T::Elem>, shape: &Shape) -> Result<T, Unfit> {
        T::from_dense(data.reshaped(shape)).map_err(|data| Unfit::Shape(data.shape().clone()))
    }
    fn into_value(value: T) -> Value {
        value.into_value()
    }
    fn convert(new: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit> {
        converted(new, shape)
    }
    fn blank() -> Option<Box<T>> {
        T::blank()
    }
    fn realise_in(value: &mut T, data: Dense<T::Elem>, shape: &Shape) -> Result<(), Dense<T::Elem>> {
        if !value.has_array_shape(shape) {
            return Err(data);
        }
        match value.as_mut_elements() {
            Some(target) if target.len() == data.elements().len() => {
                target.clone_from_slice(data.elements());
                Ok(())
            }
            _ => Err(data),
        }
    }
    fn to_parts(value: &T) -> Option<Value> {
        split(&value.array_shape(), &mut |each| value.each_element(each))
    }
    fn join_parts(parts: &Value) -> Option<Value> {
        joined::<T::Elem>(parts)
    }
    fn assign(value: &mut T, new: &dyn AnyValue, shape: &Shape) -> Result<(), Unfit> {
        if value.has_array_shape(shape)
            && let Some(target) = value.as_mut_elements()
        {
            if let Some(source) = new.slice_of::<T::Elem>()
                && source.len() == target.len()
            {
                target.clone_from_slice(source);
                return Ok(());
            }
            let mut slots = target.iter_mut();
            return convert_each::<T::Elem>(new, &mut |element| {
                if let Some(slot) = slots.next() {
                    *slot = element;
                }
            });
        }
        value.put(converted(new, shape)?);
        Ok(())
    }
    fn try_assign(
        new: &dyn AnyValue,
        shape: &Shape,
        bounds: Option<&Bounds>,
    ) -> Result<Option<OutOfBounds>, Unfit> {
        if !T::admits(shape) {
            return Err(Unfit::Shape(shape.clone()));
        }
        try_convert::<T::Elem>(new, bounds)
    }
}

/// An array of this shape with the elements of a value of any type.
fn converted<T: ArrayValue>(value: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit> {
    let mut data = Vec::with_capacity(shape.numel());
    convert_each::<T::Elem>(value, &mut |element| data.push(element))?;
    ArrayLike::realise(Dense::new(shape.clone(), data), shape)
}
