//! Evenly drawn, by the sum of the lengths: Glorot and Bengio.

use crate::error::InitError;
use crate::init::Stream;
use crate::init::draw::{draw_uniform, float};
use crate::init::elementwise::Elementwise;
use crate::shape::Shape;
use crate::value::AnyElement;
use num_traits::Float;

/// Draws evenly from a range that depends on the shape; see [`xavier`].
#[derive(Clone, Copy, Debug)]
pub struct Xavier;

impl Elementwise for Xavier {
    const NEEDS_SHAPE: bool = true;

    fn write<E: AnyElement>(
        &self,
        elements: &mut [E],
        shape: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError> {
        let b = Float::sqrt(6.0 / float(shape.iter().sum()));
        draw_uniform(elements, stream, -b, b)
    }
}

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
