//! The number types that modules compute in.

use ndarray::NdFloat;
use rockpool_core::value::{AttributeValue, Element, Lossless, Number, Scalar};

/// A number type that modules compute in: `f64`, the default of all modules, or `f32`.
///
/// ```
/// use rockpool_nn::Float;
/// fn decay<F: Float>(dt: f64, tau: F) -> F {
///     (-F::of(dt) / tau).exp()
/// }
/// assert_eq!(decay(1e-3, 1e-3_f64), (-1.0_f64).exp());
/// assert_eq!(decay(1e-3, 1e-3_f32), (-1.0_f32).exp());
/// ```
pub trait Float: NdFloat + Element + AttributeValue<Class = Scalar> + Lossless<f32> {
    /// The nearest number of this type.
    fn of(number: f64) -> Self;

    /// The number without its fraction, for numbers from 0 up.
    ///
    /// Unlike `floor`, it needs no instruction that the oldest machines lack, so that loops over
    /// it vectorise everywhere.
    #[inline(always)]
    #[must_use]
    fn whole(self) -> Self {
        // From here up, numbers have no fraction. Adding it rounds to the nearest whole number.
        let integers = Self::epsilon().recip();
        let nearest = (self + integers) - integers;
        let below = if nearest > self { nearest - Self::one() } else { nearest };
        if self < integers { below } else { self }
    }
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

#[cfg(test)]
mod tests {
    use super::Float;

    #[test]
    fn whole_is_floor() {
        let edges = [0.0, 0.3, 0.5, 1.0 - f64::EPSILON, 1.0, 1.5, 2.5, 65536.7, 4503599627370495.5, 1e300];
        for x in edges.into_iter().chain((0..1000).map(|i| f64::from(i) * 0.37)) {
            assert_eq!(Float::whole(x), x.floor(), "{x}");
            let x = x.min(1e30) as f32;
            assert_eq!(Float::whole(x), x.floor(), "{x}");
        }
        assert_eq!(Float::whole(f64::INFINITY), f64::INFINITY);
    }
}
