//! Equality of types as a condition.

/// A type is the same as itself. `f64: Same<F>` holds for one `F` alone, so that rustc infers it.
pub trait Same<T: ?Sized> {}

impl<T: ?Sized> Same<T> for T {}
