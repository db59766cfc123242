//! Normally drawn, by the first length.

use crate::error::InitError;
use crate::init::Stream;
use crate::init::draw::{draw_normal, first};
use crate::init::elementwise::Elementwise;
use crate::shape::Shape;
use crate::value::AnyElement;
use num_traits::Float;

/// Draws from a normal distribution that depends on the shape; see [`unit_eigs`].
///
/// ```
/// use rockpool_core::init::{UnitEigs, unit_eigs};
/// use rockpool_core::prelude::*;
/// const RECURRENT: UnitEigs = unit_eigs();
/// let w = Parameter::<ndarray::Array2<f64>>::shaped((100, 100)).init(RECURRENT).key(Key::new(7)).resolve()?;
/// let deviation = w.value().std(0.0);
/// assert!((deviation - 0.1).abs() < 0.01); // 1 / sqrt(100)
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct UnitEigs;

impl Elementwise for UnitEigs {
    const NEEDS_SHAPE: bool = true;

    fn write<E: AnyElement>(
        &self,
        elements: &mut [E],
        shape: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError> {
        draw_normal(elements, stream, 0.0, 1.0 / Float::sqrt(first(shape)))
    }
}

/// Every element is drawn from the normal distribution with mean 0 and deviation
/// `1 / sqrt(shape[0])`, so that a square matrix has eigenvalues within about the unit circle.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped((100, 100)).init(unit_eigs()).resolve()?;
/// assert_eq!(p.shape(), [100, 100]);
/// assert!(p.value().iter().all(|x| x.abs() < 1.0)); // ten deviations
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn unit_eigs() -> UnitEigs {
    UnitEigs
}
