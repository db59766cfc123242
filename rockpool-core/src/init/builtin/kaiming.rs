//! Evenly drawn, by the first length: He et al.

use crate::error::InitError;
use crate::init::Stream;
use crate::init::draw::{draw_uniform, first};
use crate::init::elementwise::Elementwise;
use crate::shape::Shape;
use crate::value::AnyElement;
use num_traits::Float;

/// Draws evenly from a range that depends on the shape; see [`kaiming`].
#[derive(Clone, Copy, Debug)]
pub struct Kaiming;

impl Elementwise for Kaiming {
    const NEEDS_SHAPE: bool = true;

    fn write<E: AnyElement>(
        &self,
        elements: &mut [E],
        shape: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError> {
        let b = Float::sqrt(6.0 / first(shape));
        draw_uniform(elements, stream, -b, b)
    }
}

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
