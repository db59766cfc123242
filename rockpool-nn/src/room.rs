//! Arrays for which there may be no memory.

use crate::Float;
use core::fmt;
use ndarray::{Array, Dimension};
use rockpool_core::Error;
use rockpool_core::shape::Shape;

/// Zeros in this shape.
///
/// # Errors
/// A [`RoomError`]: there is no memory for so many.
pub(crate) fn zeros<F: Float, D: Dimension>(shape: D) -> Result<Array<F, D>, Error> {
    check::<F>(shape.slice())?;
    Ok(Array::from_elem(shape, F::zero()))
}

/// Whether there may be memory for so many elements.
///
/// # Errors
/// A [`RoomError`]: there is none.
pub(crate) fn check<T>(lengths: &[usize]) -> Result<(), Error> {
    /// Of less than this, nobody asks in vain.
    const LITTLE: usize = 1 << 30;
    let shape = Shape::new(lengths);
    // An array counts the lengths that are not 0.
    let counted = lengths.iter().filter(|&&length| length > 0);
    let numel = counted.copied().try_fold(1_usize, usize::checked_mul);
    let bytes = numel.and_then(|numel| numel.checked_mul(size_of::<T>().max(1)));
    let has_room = match bytes {
        Some(bytes) if bytes <= LITTLE => true,
        Some(_) if shape.contains(&0) => true,
        Some(bytes) => isize::try_from(bytes).is_ok() && Vec::<u8>::new().try_reserve_exact(bytes).is_ok(),
        None => false,
    };
    if has_room { Ok(()) } else { Err(Error::other(RoomError { shape })) }
}

/// More than the memory holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RoomError {
    shape: Shape,
}

impl fmt::Display for RoomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the memory does not suffice for an array of shape {}", self.shape)
    }
}

impl core::error::Error for RoomError {}
