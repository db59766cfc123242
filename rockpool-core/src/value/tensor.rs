//! Tensors of the crate `candle-core`.
//!
//! Three things are special about them. Their elements cannot be borrowed: all goes by copies. A
//! clone shares its storage: values in trees and origins are arrays of `ndarray` instead. And
//! optimisers hold on to a `Var`: one that gets a new value stays the same `Var`.

use super::array_value::{ArrayRank, ArrayType};
use super::{AnyElement, ArrayLike, ArrayValue, AttributeValue, Dense, Value};
use crate::shape::{FixedShape, Shape};
use alloc::vec::Vec;
use candle_core::{DType, Device, Result as Computed, Tensor, Var, WithDType};
use core::fmt;
use ndarray::{ArrayD, IxDyn};

/// The elements, row-major; `None` where the device does not hand them over.
fn elements<E: WithDType>(tensor: &Tensor) -> Option<Vec<E>> {
    let converted = tensor.detach().to_dtype(E::DTYPE);
    converted.and_then(|converted| converted.flatten_all()?.to_vec1()).ok()
}

pub(crate) fn shape_of(tensor: &Tensor) -> Shape {
    Shape::new(tensor.dims())
}

pub(crate) fn dense(tensor: &Tensor) -> Dense<f32> {
    Dense::new(shape_of(tensor), elements(tensor).unwrap_or_default())
}

/// A tensor on the CPU that shares its storage with no other.
fn tensor(data: Dense<f32>) -> Result<Tensor, Dense<f32>> {
    let shape = data.shape().clone();
    if shape.checked_numel().is_none() {
        return Err(data);
    }
    let made = Tensor::from_vec(data.into_elements(), shape.as_slice(), &Device::Cpu);
    made.map_err(|_| Dense::new(shape, Vec::new()))
}

/// An array that holds what the tensor holds, with its own type of elements where Rust has it.
fn value(tensor: &Tensor) -> Option<Value> {
    fn array<E: WithDType + AnyElement>(tensor: &Tensor) -> Option<Value>
    where
        ArrayD<E>: AttributeValue,
    {
        let array = ArrayD::<E>::from_shape_vec(IxDyn(tensor.dims()), elements(tensor)?);
        array.ok().map(Value::of)
    }
    match tensor.dtype() {
        DType::F64 => array::<f64>(tensor),
        DType::I64 => array::<i64>(tensor),
        DType::I32 => array::<i32>(tensor),
        DType::I16 => array::<i16>(tensor),
        DType::U32 => array::<u32>(tensor),
        DType::U8 => array::<u8>(tensor),
        _ => array::<f32>(tensor),
    }
}

/// `new` where `old` is: on its device, with its type of elements.
fn alike(new: &Tensor, old: &Tensor) -> Computed<Tensor> {
    new.to_device(old.device())?.to_dtype(old.dtype())
}

/// The parts that tensors and variables have in common.
macro_rules! tensors {
    ($($type:ty),*) => {$(
        impl AttributeValue for $type {
            type Class = ArrayLike;
        }

        impl ArrayType for $type {}
        impl<const R: usize> ArrayRank<R> for $type {}
    )*};
}

tensors!(Tensor, Var);

/// The methods that are the same for both.
macro_rules! array_value {
    () => {
        type Elem = f32;
        const FIXED_SHAPE: Option<&'static FixedShape> = None;

        fn array_shape(&self) -> Shape {
            shape_of(self)
        }
        fn has_array_shape(&self, shape: &Shape) -> bool {
            self.dims() == shape.as_slice()
        }
        fn array_len(&self) -> usize {
            self.elem_count()
        }
        fn admits(_: &Shape) -> bool {
            true
        }
        fn as_elements(&self) -> Option<&[f32]> {
            None
        }
        fn as_mut_elements(&mut self) -> Option<&mut [f32]> {
            None
        }
        fn each_element(&self, each: &mut dyn FnMut(&f32)) {
            elements(self).unwrap_or_default().iter().for_each(each);
        }
        fn zeroed(shape: &Shape) -> Option<Self> {
            Self::from_dense(Dense::zeros(shape)?).ok()
        }
        fn fmt_array(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            fmt::Debug::fmt(self, f)
        }
        fn into_dense(self) -> Dense<f32> {
            dense(&self)
        }
        fn into_value(self) -> Value {
            value(&self).unwrap_or_else(|| Value::of(self))
        }
    };
}

impl ArrayValue for Tensor {
    array_value!();

    fn from_dense(data: Dense<f32>) -> Result<Self, Dense<f32>> {
        tensor(data)
    }
    fn put(&mut self, new: Self) {
        *self = alike(&new, self).unwrap_or(new);
    }
}

impl ArrayValue for Var {
    array_value!();

    fn from_dense(data: Dense<f32>) -> Result<Self, Dense<f32>> {
        let shape = data.shape().clone();
        Var::from_tensor(&tensor(data)?).map_err(|_| Dense::new(shape, Vec::new()))
    }
    /// Another `Var` only where the shape is another.
    fn put(&mut self, new: Self) {
        if alike(&new, self).and_then(|new| self.set(&new)).is_err() {
            *self = new;
        }
    }
}
