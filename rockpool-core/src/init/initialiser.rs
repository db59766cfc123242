//! The trait of initialisers.

use super::{InitError, Stream};
use crate::shape::Shape;
use crate::value::{AttributeValue, Bounds, Class};

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
    message = "`{Self}` does not initialise `{T}`; use one of `zeros() ones() fill(x) uniform(a, b) normal(mean, std) truncated_normal(mean, std) kaiming() xavier() lecun() uniform_sqrt() unit_eigs() orthogonal() identity() sparse(density, init)`, `from_fn(..)`, `from_rng(..)`, or a plain value of the type",
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

/// Puts a new value in place of the old one, if it has the shape that is asked for and lies
/// within the bounds.
pub(crate) fn replace<T: AttributeValue>(
    old: &mut T,
    new: T,
    shape: Option<&Shape>,
    bounds: Option<&Bounds>,
) -> Result<(), InitError> {
    let fits = match shape {
        Some(shape) => T::Class::has_shape(&new, shape),
        None => T::Class::has_shape(&new, &T::Class::shape(old)),
    };
    if !fits {
        return Err(InitError::Shape(T::Class::shape(&new)));
    }
    if let Some(outside) = bounds.and_then(|bounds| T::Class::out_of_bounds(&new, bounds)) {
        return Err(InitError::Bounds(outside));
    }
    T::Class::put(old, new);
    Ok(())
}
