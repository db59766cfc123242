//! Evenly drawn, by the first length: LeCun et al.

use crate::init::draw::{drawn_within, first};
use num_traits::Float;

/// Draws evenly from a range that depends on the shape; see [`lecun`].
#[derive(Clone, Copy, Debug)]
pub struct Lecun;

drawn_within!(Lecun, |shape| Float::sqrt(3.0 / first(shape)));

/// Every element is drawn evenly from `-b..b` with `b = sqrt(3 / shape[0])`, so that the deviation is
/// `1 / sqrt(shape[0])`.
///
/// **Source**: LeCun, Bottou, Orr and Müller, Efficient BackProp, in Neural Networks: Tricks of the Trade,
/// 1998, section 4.6, with the first length as the number of inputs, as in [`kaiming`](crate::init::kaiming).
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped((3, 4)).init(lecun()).resolve()?;
/// assert!(p.value().iter().all(|x| x.abs() <= 1.0)); // sqrt(3 / 3)
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn lecun() -> Lecun {
    Lecun
}
