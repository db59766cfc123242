//! The number types that modules compute in.

use crate::simd::Lanes;
use ndarray::NdFloat;
use rockpool_core::value::{AttributeValue, Element, Lossless, Number, Scalar};

/// A number type that modules compute in: `f64`, the default of all modules, or `f32`; no other can
/// be one.
///
/// ```
/// use rockpool_nn::Float;
/// fn decay<F: Float>(dt: f64, tau: F) -> F {
///     (-F::of(dt) / tau).exp()
/// }
/// assert_eq!(decay(1e-3, 1e-3_f64), (-1.0_f64).exp());
/// assert_eq!(decay(1e-3, 1e-3_f32), (-1.0_f32).exp());
/// ```
pub trait Float: NdFloat + Lanes + Element + AttributeValue<Class = Scalar> + Lossless<f32> {
    /// The nearest number of this type.
    fn of(number: f64) -> Self;
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Float for $type {
            #[inline]
            fn of(number: f64) -> Self {
                Self::from_number(Number::Float(number)).unwrap_or(Self::NAN)
            }
        }
    )*};
}

floats!(f32 f64);
