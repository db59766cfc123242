//! The number types that modules compute in.

#[cfg(feature = "num-dual")]
mod alone;
#[cfg(feature = "num-dual")]
mod dual;

use crate::simd::Lanes;
use core::fmt::Display;
use ndarray::{LinalgScalar, ScalarOperand};
use rockpool_core::value::{Lossless, Real};

/// A number type that modules compute in: `f64`, the default of all modules, `f32`, and, with the feature
/// `num-dual`, the dual numbers of the crate of that name; no other can be one.
///
/// It is a [`Real`] that has the functions which modules need. Those that are not smooth, such as
/// [`floor`](Self::floor), have the derivative zero where they are constant.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::Float;
/// fn decay<F: Float>(dt: f64, tau: F) -> F {
///     (-F::of(dt) / tau).exp()
/// }
/// assert_eq!(decay(1e-3, 1e-3_f64), (-1.0_f64).exp());
/// assert_eq!(decay(1e-3, 1e-3_f32), (-1.0_f32).exp());
/// ```
///
/// A run of dual numbers gives the derivative of all that comes out over what was given one:
///
/// ```
/// # #[cfg(feature = "num-dual")] {
/// use ndarray::Array2;
/// use num_dual::Dual64;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Rate};
///
/// let tau = Dual64::from_re(0.02).derivative();
/// let mut rate = Rate::<Dual64>::builder().n(1).tau(tau).build()?;
/// let output = rate.evolve(&Array2::from_elem((10, 1), Dual64::from_re(1.0)))?;
///
/// // x = 1 - (1 - dt / tau)^10, so that dx/dtau = -10 (1 - dt / tau)^9 dt / tau^2
/// let expected = -10.0 * 0.95_f64.powi(9) * 1e-3 / 0.02_f64.powi(2);
/// assert!((output[[0, 9, 0]].eps - expected).abs() < 1e-12);
/// # }
/// # Ok::<(), rockpool_core::Error>(())
/// ```
pub trait Float: Real + Lossless<f32> + Lanes + LinalgScalar + ScalarOperand + Display {
    /// `e^x`
    #[must_use]
    fn exp(self) -> Self;
    /// The natural logarithm.
    #[must_use]
    fn ln(self) -> Self;
    /// The square root.
    #[must_use]
    fn sqrt(self) -> Self;
    /// The sine.
    #[must_use]
    fn sin(self) -> Self;
    /// The cosine.
    #[must_use]
    fn cos(self) -> Self;
    /// The hyperbolic tangent.
    #[must_use]
    fn tanh(self) -> Self;
    /// A power with a whole exponent.
    #[must_use]
    fn powi(self, exponent: i32) -> Self;
    /// The absolute value.
    #[must_use]
    fn abs(self) -> Self;
    /// The largest whole number that is not larger.
    #[must_use]
    fn floor(self) -> Self;
    /// The smallest whole number that is not smaller.
    #[must_use]
    fn ceil(self) -> Self;
    /// The nearest whole number.
    #[must_use]
    fn round(self) -> Self;
    /// The larger of two; of a number and NaN, the number.
    #[must_use]
    fn max(self, other: Self) -> Self;
    /// The smaller of two; of a number and NaN, the number.
    #[must_use]
    fn min(self, other: Self) -> Self;
    /// Whether it is NaN.
    #[must_use]
    fn is_nan(self) -> bool;
    /// Whether it is neither infinite nor NaN.
    #[must_use]
    fn is_finite(self) -> bool;
    /// NaN.
    #[must_use]
    fn nan() -> Self;
    /// Infinity.
    #[must_use]
    fn infinity() -> Self;
    /// Negative infinity.
    #[must_use]
    fn neg_infinity() -> Self;
    /// From 1 to the next larger number.
    #[must_use]
    fn epsilon() -> Self;
    /// The largest finite number.
    #[must_use]
    fn max_value() -> Self;
    /// The smallest positive number of full precision.
    #[must_use]
    fn min_positive_value() -> Self;
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Float for $type {
            floats!(functions $type: exp ln sqrt sin cos tanh abs floor ceil round);
            #[inline(always)]
            fn powi(self, exponent: i32) -> Self {
                <$type>::powi(self, exponent)
            }
            #[inline(always)]
            fn max(self, other: Self) -> Self {
                <$type>::max(self, other)
            }
            #[inline(always)]
            fn min(self, other: Self) -> Self {
                <$type>::min(self, other)
            }
            #[inline(always)]
            fn is_nan(self) -> bool {
                <$type>::is_nan(self)
            }
            #[inline(always)]
            fn is_finite(self) -> bool {
                <$type>::is_finite(self)
            }
            floats!(constants $type: nan NAN, infinity INFINITY, neg_infinity NEG_INFINITY, epsilon EPSILON,
                max_value MAX, min_positive_value MIN_POSITIVE);
        }
    )*};
    (functions $type:ty: $($function:ident)*) => {$(
        #[inline(always)]
        fn $function(self) -> Self {
            <$type>::$function(self)
        }
    )*};
    (constants $type:ty: $($function:ident $constant:ident),*) => {$(
        #[inline(always)]
        fn $function() -> Self {
            <$type>::$constant
        }
    )*};
}

floats!(f32 f64);
