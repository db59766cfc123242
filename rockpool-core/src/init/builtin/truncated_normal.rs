//! Normally drawn, without the tails.

use crate::error::InitError;
use crate::init::Stream;
use crate::init::draw::{draw, normal_distribution};
use crate::init::elementwise::Elementwise;
use crate::shape::Shape;
use crate::value::AnyElement;
use rand_distr::Distribution;

/// Draws from a normal distribution within two deviations; see [`truncated_normal`].
#[derive(Clone, Copy, Debug)]
pub struct TruncatedNormal(f64, f64);

/// What lies beyond is drawn again, which happens to one in 22.
const DEVIATIONS: f64 = 2.0;

struct Within {
    mean: f64,
    std: f64,
    normal: rand_distr::Normal<f64>,
}

impl Distribution<f64> for Within {
    fn sample<R: rand::Rng + ?Sized>(&self, rng: &mut R) -> f64 {
        loop {
            let x = self.normal.sample(rng);
            if (x - self.mean).abs() <= DEVIATIONS * self.std {
                return x;
            }
        }
    }
}

impl Elementwise for TruncatedNormal {
    const NEEDS_SHAPE: bool = false;

    fn write<E: AnyElement>(&self, elements: &mut [E], _: &Shape, stream: Stream<'_>) -> Result<(), InitError> {
        let Self(mean, std) = *self;
        let why = "`truncated_normal(mean, std)` needs a finite mean and a finite deviation of at least 0";
        let normal = normal_distribution(mean, std, why)?;
        draw(elements, stream, Within { mean, std, normal })
    }
}

/// Every element is drawn from the normal distribution with this mean and deviation, and again while it lies
/// more than two deviations from the mean. What is left has a deviation of 0.88 of that.
///
/// **Source**: the truncated normal distribution by rejection (Robert, Simulation of truncated normal
/// variables, Statistics and Computing 5, 1995), with the bounds that TensorFlow and Jax take.
///
/// ```
/// use rockpool_core::prelude::*;
/// let p = Parameter::<ndarray::ArrayD<f64>>::shaped(99).init(truncated_normal(1.0, 0.1)).resolve()?;
/// assert!(p.value().iter().all(|x| (0.8..=1.2).contains(x)));
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn truncated_normal(mean: f64, std: f64) -> TruncatedNormal {
    TruncatedNormal(mean, std)
}
