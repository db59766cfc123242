//! Plain numbers as arguments for numbers of several parts, and such numbers as arguments for arrays.

use super::{IntoArgument, Supplied, Supply};
use crate::shape::Shape;
use crate::value::{ArrayLike, ArrayValue, Dense, IntoNumber as _, Lossless, Scalar};

macro_rules! numbers {
    ($($type:ty: $($from:ty)*;)*) => {
        $($(impl IntoArgument<$type, Scalar> for $from {
            fn into_argument(self) -> Supplied<$type> {
                let taken = <$type as Lossless<$from>>::take(self);
                Supplied::new(taken.map_or_else(|| Supply::Unheld(self.into_number()), Supply::Data))
            }
        })*)*

        $(impl<T: ArrayValue<Elem = $type>> IntoArgument<T, ArrayLike> for $type {
            fn into_argument(self) -> Supplied<T> {
                Supplied::data(Dense::new(Shape::SCALAR, alloc::vec![self]))
            }
        })*
    };
}

#[cfg(feature = "num-complex")]
numbers! {
    num_complex::Complex<f64>: f64 f32 i32;
    num_complex::Complex<f32>: f32 i32;
}

#[cfg(feature = "num-dual")]
numbers! {
    num_dual::Dual<f64>: f64 f32 i32;
    num_dual::Dual<f32>: f64 f32 i32;
    num_dual::Dual2<f64>: f64 f32 i32;
    num_dual::Dual2<f32>: f64 f32 i32;
    num_dual::Dual3<f64>: f64 f32 i32;
    num_dual::Dual3<f32>: f64 f32 i32;
    num_dual::HyperDual<f64>: f64 f32 i32;
    num_dual::HyperDual<f32>: f64 f32 i32;
}
