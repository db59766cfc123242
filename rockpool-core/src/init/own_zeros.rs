//! Zeros of the shape that the type fixes.

/// Makes zeros of the shape that the type fixes: what a state begins with that declares neither shape nor
/// initialiser.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct OwnZeros;

/// Every element is zero, in a type that fixes the shape.
#[doc(hidden)]
#[must_use]
#[inline]
pub const fn own_zeros() -> OwnZeros {
    OwnZeros
}
