//! Evenly drawn, by the first length: He et al.

use crate::init::draw::{drawn_within, first};
use num_traits::Float;

/// Draws evenly from a range that depends on the shape; see [`kaiming`].
#[derive(Clone, Copy, Debug)]
pub struct Kaiming;

drawn_within!(Kaiming, |shape| Float::sqrt(6.0 / first(shape)));

/// Every element is drawn evenly from `-b..b` with `b = sqrt(6 / shape[0])`.
///
/// **Source**: He et al., Delving Deep into Rectifiers, ICCV 2015, as Rockpool computes it.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped((2, 3)).init(kaiming()).resolve()?;
/// let b = (6.0_f64 / 2.0).sqrt();
/// assert!(p.value().iter().all(|x| x.abs() <= b));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn kaiming() -> Kaiming {
    Kaiming
}
