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
crate::value::plain_for_complex!(numbers);
#[cfg(feature = "num-dual")]
crate::value::plain_for_duals!(numbers);
