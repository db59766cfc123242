//! Arrays.

use super::convert::same_elements;
use super::like::{Unlike, array_like, overwrite_like};
use super::{ArrayLike, Class, OutOfBounds};
use crate::shape::{FixedShape, Shape};
use crate::value::HasRank;
use crate::value::array_value::ArrayRank;
use crate::value::place::Place;
use crate::value::{Access, AnyElement, AnyValue, ArrayValue, AttributeValue, Parts};
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
    Dense, Value,
    parts::{joined, split},
};

impl<T: ArrayValue> Class<T> for ArrayLike {
    type Element = T::Elem;
    const DTYPE: Dtype = T::Elem::DTYPE;
    const FIXED: Option<&'static FixedShape> = T::FIXED_SHAPE;
    const PARTS: Option<Parts> = T::Elem::PARTS;

    #[inline]
    fn shape(value: &T) -> Shape {
        value.array_shape()
    }
    #[inline]
    fn has_shape(value: &T, shape: &Shape) -> bool {
        value.has_array_shape(shape)
    }
    fn is_column() -> bool {
        T::is_column()
    }
    #[inline]
    fn numel(value: &T) -> usize {
        value.array_len()
    }
    #[inline]
    fn access_at<P: Place<T>>() -> Option<&'static (dyn Any + Send + Sync)> {
        Some(const { &Access::<T::Elem>::of_array::<T, P>() })
    }
    #[cfg(feature = "alloc")]
    fn new_column() -> Option<alloc::boxed::Box<dyn crate::value::Column>> {
        Some(crate::value::column_of::<T::Elem>())
    }
    fn out_of_bounds(value: &T, bounds: &Bounds) -> Option<OutOfBounds> {
        let mut first = bounds.first_outside(0, T::Elem::DTYPE);
        value.each_element(&mut |element| first.see(element.to_number()));
        first.found
    }
    fn equals(value: &T, other: &dyn AnyValue) -> bool {
        same_elements::<T::Elem>(&value.array_shape(), other, &mut |each| value.each_element(each))
    }
    #[inline]
    fn put(value: &mut T, new: T) {
        value.put(new);
    }
    #[inline]
    fn overwrite(value: &mut T, same: &T) -> bool {
        if !value.has_array_shape(&same.array_shape()) {
            return false;
        }
        value.copy_from_same(same)
    }
    fn like(source: &dyn AnyValue, shape: Option<&Shape>) -> Result<T, Unlike> {
        array_like(source, shape)
    }
    fn overwrite_like(
        value: &mut T,
        source: &dyn AnyValue,
        shape: Option<&Shape>,
    ) -> Option<Result<(), Unlike>> {
        overwrite_like(value, source, shape)
    }
    fn fmt(value: &T, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        value.fmt_array(f)
    }
    #[cfg(feature = "alloc")]
    type Data = Dense<T::Elem>;
    #[cfg(feature = "alloc")]
    fn data(value: T) -> Dense<T::Elem> {
        value.into_dense()
    }
    #[cfg(feature = "alloc")]
    fn data_shape(data: &Dense<T::Elem>) -> Shape {
        data.shape().clone()
    }
    #[cfg(feature = "alloc")]
    fn realise(data: Dense<T::Elem>, shape: &Shape) -> Result<T, Unfit> {
        T::from_dense(data.reshaped(shape)).map_err(|data| Unfit::Shape(data.shape().clone()))
    }
    #[cfg(feature = "alloc")]
    fn into_value(value: T) -> Value {
        value.into_value()
    }
    #[cfg(feature = "alloc")]
    fn convert(new: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit> {
        converted(new, shape)
    }
    #[cfg(feature = "alloc")]
    fn blank() -> Option<alloc::boxed::Box<T>> {
        T::blank()
    }
    #[cfg(feature = "alloc")]
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
    #[cfg(feature = "alloc")]
    fn to_parts(value: &T) -> Option<Value> {
        split(&value.array_shape(), &mut |each| value.each_element(each))
    }
    #[cfg(feature = "alloc")]
    fn join_parts(parts: &Value) -> Option<Value> {
        joined::<T::Elem>(parts)
    }
    #[cfg(feature = "alloc")]
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
    #[cfg(feature = "alloc")]
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
#[cfg(feature = "alloc")]
fn converted<T: ArrayValue>(value: &dyn AnyValue, shape: &Shape) -> Result<T, Unfit> {
    let mut data = alloc::vec::Vec::with_capacity(shape.numel());
    convert_each::<T::Elem>(value, &mut |element| data.push(element))?;
    ArrayLike::realise(Dense::new(shape.clone(), data), shape)
}

impl<T: ArrayRank<R>, const R: usize> HasRank<T, R> for ArrayLike {}
