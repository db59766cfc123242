//! Dual numbers of the crate `num-dual`.

use super::Float;
use super::alone::Alone;
use crate::simd::Lanes;
use fearless_simd::{Simd, u32x4};
use num_dual::{Dual, Dual2, Dual3, DualNum, HyperDual};
use rockpool_core::value::AnyElement;

macro_rules! duals {
    ($($name:ident<$real:ty>)*) => {$(
        impl Lanes for $name<$real> {
            type Line<S: Simd> = Alone<S, Self>;
            type Places<S: Simd> = u32x4<S>;
            const LANES: usize = 1;

            fn is_nothing(self) -> bool {
                // In all parts, where `==` asks for the real one alone.
                self.is_same(&Self::from_re(0.0))
            }

            fn is_one(self) -> bool {
                self.is_same(&Self::from_re(1.0))
            }
        }

        impl Float for $name<$real> {
            duals!(functions: exp ln sqrt sin cos tanh);
            duals!(steps $real: floor ceil round);
            fn powi(self, exponent: i32) -> Self {
                DualNum::powi(&self, exponent)
            }
            fn abs(self) -> Self {
                if self.re < 0.0 { -self } else { self }
            }
            fn max(self, other: Self) -> Self {
                if other.re > self.re || self.re.is_nan() { other } else { self }
            }
            fn min(self, other: Self) -> Self {
                if other.re < self.re || self.re.is_nan() { other } else { self }
            }
            fn is_nan(self) -> bool {
                (0..Self::parts()).any(|index| self.part(index).is_nan())
            }
            fn is_finite(self) -> bool {
                (0..Self::parts()).all(|index| self.part(index).is_finite())
            }
            duals!(constants $real: nan NAN, infinity INFINITY, neg_infinity NEG_INFINITY, epsilon EPSILON,
                max_value MAX, min_positive_value MIN_POSITIVE);
        }
    )*};
    (functions: $($function:ident)*) => {$(
        fn $function(self) -> Self {
            DualNum::$function(&self)
        }
    )*};
    (steps $real:ty: $($function:ident)*) => {$(
        fn $function(self) -> Self {
            Self::from_re(<$real>::$function(self.re))
        }
    )*};
    (constants $real:ty: $($function:ident $constant:ident),*) => {$(
        fn $function() -> Self {
            Self::from_re(<$real>::$constant)
        }
    )*};
}

duals! {
    Dual<f32> Dual<f64> Dual2<f32> Dual2<f64> Dual3<f32> Dual3<f64> HyperDual<f32> HyperDual<f64>
}

/// How many parts a number has.
trait Counted: AnyElement {
    fn parts() -> usize {
        Self::PARTS.map_or(1, |parts| parts.count())
    }
}

impl<T: AnyElement> Counted for T {}
