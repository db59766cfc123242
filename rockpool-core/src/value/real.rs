//! Numbers that modules are generic over.

use super::{AnyElement, AttributeValue, IntoNumber, Lossless, Number, Scalar};
use core::iter::Sum;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Sub, SubAssign};

/// A real number: the bound of a module that is generic over its float.
///
/// `f32`, `f64` and, with the feature `num-dual`, dual numbers are; a number of your own may join. Under this
/// bound alone a module has initialisers, bounds, units, builders and files:
///
/// ```
/// use rockpool_core::prelude::*;
///
/// /// A leaky integrator.
/// #[derive(Module)]
/// struct Leaky<T: Real> {
///     /// How much is left after a step; never more than 0.7, in whatever precision.
///     #[parameter(init = 0.5, bounds = 0.0..=0.7)]
///     decay: T,
///     #[state]
///     x: T,
///     #[module(origin)]
///     origin: Origin,
/// }
///
/// impl<T: Real> Leaky<T> {
///     fn step(&mut self, input: T) -> T {
///         self.x = self.x * self.decay + input * T::of(0.1);
///         self.x
///     }
/// }
///
/// fn built<T: Real>(decay: T) -> Result<Leaky<T>, Error> {
///     Leaky::<T>::builder().decay(decay).build()
/// }
/// assert_eq!(built(0.7_f32)?.decay, 0.7);
/// assert_eq!(built(0.7_f64)?.step(1.0), 0.1);
/// assert!(built(0.71_f64).is_err());
/// # Ok::<(), Error>(())
/// ```
///
/// Functions such as `exp` are left to the traits that have them (`num_traits::Float`, `num_dual::DualNum`), so
/// that they may stand beside this bound.
pub trait Real:
    AnyElement
    + AttributeValue<Class = Scalar>
    + BoundedBy<f64>
    + BoundedBy<i32>
    + Copy
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
    + AddAssign
    + SubAssign
    + MulAssign
    + DivAssign
    + Sum
{
    /// The nearest number of this type.
    #[must_use]
    fn of(number: f64) -> Self;
    /// The nearest `f64`; of a dual number its real part.
    #[must_use]
    fn value(self) -> f64;
}

macro_rules! floats {
    ($($type:ty)*) => {$(
        impl Real for $type {
            #[inline]
            #[allow(clippy::cast_possible_truncation, clippy::cast_lossless, reason = "the nearest one")]
            fn of(number: f64) -> Self {
                number as $type
            }
            #[inline]
            fn value(self) -> f64 {
                self.into()
            }
        }
    )*};
}

floats!(f32 f64);

/// A number that bounds elements of this type: a literal means what it means in their own precision.
#[doc(hidden)]
pub trait BoundedBy<X> {
    /// The end as a number.
    fn end(end: X) -> Option<Number>;
}

impl<T: Lossless<X>, X> BoundedBy<X> for T {
    fn end(end: X) -> Option<Number> {
        T::take(end)?.to_number()
    }
}

impl BoundedBy<f64> for f32 {
    fn end(end: f64) -> Option<Number> {
        Self::from_number(end.into_number())?.to_number()
    }
}
