//! Dual numbers of the crate `num-dual`: they carry derivatives through whatever computes with them.
//!
//! Their real part alone is compared with bounds, drawn, and set from plain numbers; the others are then
//! zero. Trees and files hold all parts.

use super::{AnyElement, AttributeValue, Dtype, Lossless, Number, Parts, Real, Scalar};
use num_dual::{Dual, Dual2, Dual3, HyperDual};

macro_rules! duals {
    ($($name:ident<$real:ty>: $dtype:ident, $count:literal = $($part:ident $index:literal)*;)*) => {$(
        impl AttributeValue for $name<$real> {
            type Class = Scalar;
        }

        impl AnyElement for $name<$real> {
            const PARTS: Option<Parts> = Some(Parts::new($count, Dtype::$dtype));

            fn zero_element() -> Self {
                Self::from_re(0.0)
            }
            fn part(&self, index: usize) -> f64 {
                f64::from(match index {
                    $($index => self.$part,)*
                    _ => <$real>::NAN,
                })
            }
            #[allow(clippy::cast_possible_truncation, reason = "the parts are of this type")]
            fn from_parts(parts: &[f64]) -> Option<Self> {
                let mut parts = parts.iter().map(|part| *part as $real);
                Some(Self { $($part: parts.next()?),* })
            }
            fn to_number(&self) -> Option<Number> {
                Some(Number::Float(f64::from(self.re)))
            }
            fn from_number(number: Number) -> Option<Self> {
                <$real>::from_number(number).map(Self::from_re)
            }
            /// In all parts, where `==` asks for the real ones alone.
            fn is_same(&self, other: &Self) -> bool {
                $(self.$part == other.$part)&&*
            }
        }

        impl Real for $name<$real> {
            #[allow(clippy::cast_possible_truncation, clippy::cast_lossless, reason = "the nearest one")]
            fn of(number: f64) -> Self {
                Self::from_re(number as $real)
            }
            fn value(self) -> f64 {
                f64::from(self.re)
            }
        }

        duals!(lossless $name<$real>: f64 f32 i32);
    )*};
    (lossless $name:ident<$real:ty>: $($from:ty)*) => {$(
        impl Lossless<$from> for $name<$real> {
            fn take(real: $from) -> Option<Self> {
                Self::from_number(super::IntoNumber::into_number(real))
            }
        }
    )*};
}

duals! {
    Dual<f64>: F64, 2 = re 0 eps 1;
    Dual<f32>: F32, 2 = re 0 eps 1;
    Dual2<f64>: F64, 3 = re 0 v1 1 v2 2;
    Dual2<f32>: F32, 3 = re 0 v1 1 v2 2;
    Dual3<f64>: F64, 4 = re 0 v1 1 v2 2 v3 3;
    Dual3<f32>: F32, 4 = re 0 v1 1 v2 2 v3 3;
    HyperDual<f64>: F64, 4 = re 0 eps1 1 eps2 2 eps1eps2 3;
    HyperDual<f32>: F32, 4 = re 0 eps1 1 eps2 2 eps1eps2 3;
}

/// Hands `callback` the plain numbers that each of these is made of.
macro_rules! plain_for_duals {
    ($callback:ident) => {
        $callback! {
            num_dual::Dual<f64>: f64 f32 i32;
            num_dual::Dual<f32>: f64 f32 i32;
            num_dual::Dual2<f64>: f64 f32 i32;
            num_dual::Dual2<f32>: f64 f32 i32;
            num_dual::Dual3<f64>: f64 f32 i32;
            num_dual::Dual3<f32>: f64 f32 i32;
            num_dual::HyperDual<f64>: f64 f32 i32;
            num_dual::HyperDual<f32>: f64 f32 i32;
        }
    };
}
pub(crate) use plain_for_duals;
