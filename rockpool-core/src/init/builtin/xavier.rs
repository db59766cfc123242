//! Evenly drawn, by the sum of the lengths: Glorot and Bengio.

use crate::init::draw::{drawn_within, float};
use num_traits::Float;

/// Draws evenly from a range that depends on the shape; see [`xavier`].
#[derive(Clone, Copy, Debug)]
pub struct Xavier;

drawn_within!(Xavier, |shape| Float::sqrt(6.0 / float(shape.iter().sum())));

/// Every element is drawn evenly from `-b..b` with `b = sqrt(6 / sum(shape))`.
///
/// **Source**: Glorot and Bengio, AISTATS 2010, as Rockpool computes it.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped((2, 3)).init(xavier()).resolve()?;
/// let b = (6.0_f64 / 5.0).sqrt();
/// assert!(p.value().iter().all(|x| x.abs() <= b));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn xavier() -> Xavier {
    Xavier
}
