//! Tensors of the crate `candle-core` as arguments and declared values.

use super::{IntoArgument, Supplied, Supply};
use crate::error::{Error, FaultKind, InitError};
use crate::init::{Declaration, Stream};
use crate::shape::Shape;
use crate::value::tensor::{dense, shape_of};
use crate::value::{ArrayLike, ArrayValue};
use candle_core::{DType, Result as Computed, Tensor, Var};

macro_rules! tensors {
    ($($type:ty),*) => {$(
        impl<T: ArrayValue<Elem = f32>> IntoArgument<T, ArrayLike> for $type {
            fn into_argument(self) -> Supplied<T> {
                supplied(&self)
            }
        }

        impl<T: ArrayValue<Elem = f32>> IntoArgument<T, ArrayLike> for &$type {
            fn into_argument(self) -> Supplied<T> {
                supplied(self)
            }
        }

        impl<T: ArrayValue<Elem = f32>> IntoArgument<T, ArrayLike> for Computed<$type> {
            fn into_argument(self) -> Supplied<T> {
                match self {
                    Ok(tensor) => supplied(&tensor),
                    Err(error) => Supplied::new(Supply::Faulty(Error::other(error))),
                }
            }
        }

        impl<T: ArrayValue<Elem = f32>> Declaration<T, ArrayLike> for $type {
            fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
                let shape = shape_of(&self);
                T::from_dense(dense(&self)).map_err(|_| InitError::Shape(shape))
            }
        }
    )*};
}

tensors!(Tensor, Var);

/// Its elements as an argument, which does not convert them.
fn supplied<T: ArrayValue<Elem = f32>>(tensor: &Tensor) -> Supplied<T> {
    if tensor.dtype() == DType::F32 {
        return Supplied::data(dense(tensor));
    }
    let message = alloc::format!(
        "expected a tensor of `F32`, found one of `{:?}`; convert it with `.to_dtype(DType::F32)`",
        tensor.dtype()
    );
    // Its shape is known all the same, and may bind dims.
    let supply = Supply::Faulty(Error::one("", FaultKind::Type { message }));
    Supplied { shape: Some(shape_of(tensor)), ..Supplied::new(supply) }
}
