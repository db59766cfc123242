//! Complex numbers of the crate `num-complex`.

use super::{AttributeValue, Dtype, Element, Lossless, Number, Parts, Scalar};
use num_complex::Complex;

macro_rules! complex {
    ($($real:ty: $dtype:ident of $part:ident, $($from:ty)*;)*) => {$(
        impl AttributeValue for Complex<$real> {
            type Class = Scalar;
            const DTYPE: Dtype = Dtype::$dtype;
        }

        impl Element for Complex<$real> {
            const PARTS: Option<Parts> = Some(Parts::new(2, Dtype::$part));
            const DRAWN: usize = 2;

            fn part(&self, index: usize) -> f64 {
                f64::from(if index == 0 { self.re } else { self.im })
            }
            #[allow(clippy::cast_possible_truncation, clippy::cast_lossless, reason = "the parts are of this type")]
            fn from_parts(parts: &[f64]) -> Option<Self> {
                let &[re, im] = parts else { return None };
                Some(Self::new(re as $real, im as $real))
            }
            /// A real number.
            fn from_number(number: Number) -> Option<Self> {
                <$real>::from_number(number).map(|re| Self::new(re, 0.0))
            }
        }

        $(impl Lossless<$from> for Complex<$real> {
            fn take(real: $from) -> Option<Self> {
                <$real as Lossless<$from>>::take(real).map(|re| Self::new(re, 0.0))
            }
        })*
    )*};
}

complex! {
    f32: Complex32 of F32, f32 i32;
    f64: Complex64 of F64, f64 f32 i32;
}

/// Hands `callback` the plain numbers that each of these is made of.
macro_rules! plain_for_complex {
    ($callback:ident) => {
        $callback! {
            num_complex::Complex<f64>: f64 f32 i32;
            num_complex::Complex<f32>: f32 i32;
        }
    };
}
pub(crate) use plain_for_complex;
