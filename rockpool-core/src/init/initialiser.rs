//! The trait of initialisers.

use super::Stream;
use crate::reset::replace;
use crate::shape::Shape;
use crate::value::{AttributeValue, Class, Number, OutOfBounds};
use core::fmt;

/// Why an initialiser has no value to give.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_core::init::InitError;
/// let error = Parameter::<Vec<f64>>::shaped(3).init(identity()).resolve().unwrap_err();
/// let FaultKind::Init { error, .. } = error.faults()[0].kind() else { panic!() };
/// assert_eq!(error, &InitError::NoMatrix([3].into()));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub enum InitError {
    /// It gives a value of another shape.
    Shape(Shape),
    /// What it gives is cast to a value of another shape, as given data may be.
    Cast(Shape),
    /// It gives an element outside the bounds.
    Bounds(OutOfBounds),
    /// It draws at random, but there is no key.
    NoKey,
    /// It gives a number that the element type has not.
    Number(Number),
    /// Its distribution does not exist, as with a negative deviation.
    Distribution(&'static str),
    /// The type has no arrays of this shape.
    Type(Shape),
    /// A matrix was expected.
    NoMatrix(Shape),
    /// It gives a value that does not fit the type.
    #[cfg(feature = "alloc")]
    Unfit(crate::value::Unfit),
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(found) => write!(f, "the initialiser gives shape {found}"),
            Self::Cast(found) => write!(f, "the cast gives shape {found}"),
            Self::Bounds(outside) => write!(f, "the initialiser gives {}, outside the bounds", outside.found),
            Self::NoKey => {
                f.write_str("the initialiser draws at random, but there is no key; give one with `.key(..)`")
            }
            Self::Number(number) => {
                write!(f, "the initialiser gives {number}, which the element type does not hold")
            }
            Self::Distribution(why) => f.write_str(why),
            Self::Type(shape) => write!(f, "the field's type has no arrays of shape {shape}"),
            Self::NoMatrix(shape) => write!(f, "`identity()` needs two axes, the shape is {shape}"),
            #[cfg(feature = "alloc")]
            Self::Unfit(crate::value::Unfit::Shape(shape)) => {
                write!(f, "the initialiser gives shape {shape}, which the field's type has not")
            }
            #[cfg(feature = "alloc")]
            Self::Unfit(crate::value::Unfit::Type(why)) => f.write_str(why),
        }
    }
}

impl core::error::Error for InitError {}

/// Makes values of type `T`.
///
/// Functions that return one are the way to initialisers of your own: see [`from_fn`](super::from_fn) and [`from_rng`](super::from_rng).
///
/// ```
/// use rockpool_core::init::FromFn;
/// use rockpool_core::prelude::*;
///
/// /// From 0 to 1, in as many steps as there are elements.
/// fn ramp() -> FromFn<impl Fn(&[usize]) -> Vec<f64> + Send + Sync> {
///     from_fn(|shape| (0..shape[0]).map(|i| i as f64 / (shape[0] - 1) as f64).collect())
/// }
///
/// let p = Parameter::<Vec<f64>>::shaped(3).init(ramp()).resolve()?;
/// assert_eq!(p.value(), &[0.0, 0.5, 1.0]);
/// # Ok::<(), Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not initialise `{T}`; use one of `zeros() ones() fill(x) uniform(a, b) normal(mean, std) kaiming() xavier() uniform_sqrt() unit_eigs() identity()`, `from_fn(..)`, `from_rng(..)`, or a plain value of the type",
    label = "no initialiser of `{T}`"
)]
pub trait Initialiser<T: AttributeValue>: Send + Sync {
    /// A value of this shape.
    ///
    /// # Errors
    /// As [`InitError`] says.
    fn create(&self, shape: &Shape, stream: Stream<'_>) -> Result<T, InitError>;

    /// Overwrites a value with one of this shape, or of the shape it has; it stays as it is on an
    /// error.
    ///
    /// # Errors
    /// As [`InitError`] says.
    fn overwrite(&self, value: &mut T, shape: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
        let new = match shape {
            Some(shape) => self.create(shape, stream)?,
            None => self.create(&T::Class::shape(value), stream)?,
        };
        replace(value, new, shape, stream.bounds())
    }
}
