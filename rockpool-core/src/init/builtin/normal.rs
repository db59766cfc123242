//! Normally drawn.

use crate::error::InitError;
use crate::init::Stream;
use crate::init::draw::draw_normal;
use crate::init::elementwise::Elementwise;
use crate::shape::Shape;
use crate::value::AnyElement;

/// Draws from a normal distribution; see [`normal`].
///
/// ```
/// use rockpool_core::init::{Normal, normal};
/// use rockpool_core::prelude::*;
/// const NOISE: Normal = normal(0.0, 0.1);
/// let draw = |seed| Parameter::<Vec<f64>>::shaped(4).init(NOISE).key(Key::new(seed)).resolve();
/// assert_eq!(draw(7)?.value(), draw(7)?.value());
/// assert_ne!(draw(7)?.value(), draw(8)?.value());
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Normal(f64, f64);

impl Elementwise for Normal {
    const NEEDS_SHAPE: bool = false;

    fn write<E: AnyElement>(&self, elements: &mut [E], _: &Shape, stream: Stream<'_>) -> Result<(), InitError> {
        draw_normal(elements, stream, self.0, self.1)
    }
}

/// Every element is drawn from the normal distribution with this mean and standard deviation.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(normal(0.0, 0.1)).resolve()?;
/// assert!(p.value().iter().all(|x| x.abs() < 1.0)); // ten deviations
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn normal(mean: f64, std: f64) -> Normal {
    Normal(mean, std)
}
