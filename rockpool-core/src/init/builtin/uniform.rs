//! Evenly drawn.

use crate::error::InitError;
use crate::init::Stream;
use crate::init::draw::draw_uniform;
use crate::init::elementwise::Elementwise;
use crate::shape::Shape;
use crate::value::AnyElement;

/// Draws evenly from a range; see [`uniform`].
///
/// ```
/// use rockpool_core::init::{Uniform, uniform};
/// use rockpool_core::prelude::*;
/// const DELAYS: Uniform = uniform(1e-3, 5e-3);
/// let delays = Parameter::<Vec<f64>>::shaped(9).init(DELAYS).key(Key::new(7)).resolve()?;
/// assert!(delays.value().iter().all(|delay| (1e-3..5e-3).contains(delay)));
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Uniform(f64, f64);

impl Elementwise for Uniform {
    const NEEDS_SHAPE: bool = false;

    fn write<E: AnyElement>(&self, elements: &mut [E], _: &Shape, stream: Stream<'_>) -> Result<(), InitError> {
        draw_uniform(elements, stream, self.0, self.1)
    }
}

/// Every element is drawn evenly from `a..b`.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(3).init(uniform(0.01, 0.05)).resolve()?;
/// assert!(p.value().iter().all(|x| (0.01..0.05).contains(x)));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn uniform(a: f64, b: f64) -> Uniform {
    Uniform(a, b)
}
