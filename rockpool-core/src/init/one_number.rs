//! One number, for a type that is known by its parameters only.

use super::builtin::{Fill, fill};
use super::{Declaration, InitError, Initialiser, Stream};
use crate::shape::Shape;
use crate::value::{AttributeValue, HoldsNumber, IntoNumber};

/// A number without a suffix that begins what may hold elements of a type parameter: a newtype of it, an array
/// of rank 0. It means what it means in that type, whichever it is.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct OneNumber(Fill);

/// The number, of shape `()`: it is never broadcast.
#[doc(hidden)]
#[must_use]
#[inline]
pub fn one_number(number: impl IntoNumber) -> OneNumber {
    OneNumber(fill(number))
}

impl<T: AttributeValue, C: HoldsNumber<T>> Declaration<T, C> for OneNumber
where
    Fill: Initialiser<T>,
{
    fn create(self, _: Option<&Shape>, stream: Stream<'_>) -> Result<T, InitError> {
        Initialiser::create(&self.0, &Shape::SCALAR, stream)
    }
    #[inline(always)]
    fn overwrite(self, value: &mut T, _: Option<&Shape>, stream: Stream<'_>) -> Result<(), InitError> {
        Initialiser::overwrite(&self.0, value, Some(&Shape::SCALAR), stream)
    }
}
