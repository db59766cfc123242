//! Evenly drawn, by the first length.

use crate::init::draw::{drawn_within, first};
use num_traits::Float;

/// Draws evenly from a range that depends on the shape; see [`uniform_sqrt`].
#[derive(Clone, Copy, Debug)]
pub struct UniformSqrt;

drawn_within!(UniformSqrt, |shape| Float::sqrt(1.0 / first(shape)));

/// Every element is drawn evenly from `-b..b` with `b = sqrt(1 / shape[0])`.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(4).init(uniform_sqrt()).resolve()?;
/// let b = (1.0_f64 / 4.0).sqrt();
/// assert!(p.value().iter().all(|x| x.abs() <= b));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn uniform_sqrt() -> UniformSqrt {
    UniformSqrt
}
