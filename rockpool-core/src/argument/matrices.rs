//! Matrices and vectors of the crate `nalgebra`: what they are as arguments and initialisers.

use super::{IntoArgument, Supplied};
use crate::error::InitError;
use crate::init::{Declaration, Stream};
use crate::shape::Shape;
use crate::value::{AnyElement, ArrayLike, ArrayValue};
use nalgebra::{ArrayStorage, Const, Dim, Dyn, Matrix, VecStorage};

macro_rules! matrices {
    ($([$($generics:tt)*] $type:ty;)*) => {$(
        impl<T: ArrayValue<Elem = E>, E: AnyElement, $($generics)*> IntoArgument<T, ArrayLike> for $type {
            fn into_argument(self) -> Supplied<T> {
                Supplied::data(self.into_dense())
            }
        }

        impl<T: ArrayValue<Elem = E>, E: AnyElement, $($generics)*> IntoArgument<T, ArrayLike> for &$type {
            fn into_argument(self) -> Supplied<T> {
                Supplied::data(self.clone().into_dense())
            }
        }

        impl<T: ArrayValue<Elem = E>, E: AnyElement, $($generics)*> Declaration<T, ArrayLike> for $type {
            fn create(self, _: Option<&Shape>, _: Stream<'_>) -> Result<T, InitError> {
                let shape = self.array_shape();
                T::from_dense(self.into_dense()).map_err(|_| InitError::Shape(shape))
            }
        }
    )*};
}

matrices! {
    [const R: usize, const C: usize] Matrix<E, Const<R>, Const<C>, ArrayStorage<E, R, C>>;
    [C: Dim] Matrix<E, Dyn, C, VecStorage<E, Dyn, C>>;
    [const R: usize] Matrix<E, Const<R>, Dyn, VecStorage<E, Const<R>, Dyn>>;
}
