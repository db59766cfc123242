//! Few elements, the others zero.

use crate::error::InitError;
use crate::init::Stream;
use crate::init::elementwise::Elementwise;
use crate::shape::Shape;
use crate::value::AnyElement;
use rand_distr::{Bernoulli, Distribution};

/// Keeps a part of the elements of another initialiser; see [`sparse`].
#[derive(Clone, Copy, Debug)]
pub struct Sparse<I> {
    density: f64,
    of: I,
}

impl<I: Elementwise> Elementwise for Sparse<I> {
    const NEEDS_SHAPE: bool = I::NEEDS_SHAPE;
    const IS_JUDGED_WHOLE: bool = true;

    fn write<E: AnyElement>(
        &self,
        elements: &mut [E],
        shape: &Shape,
        stream: Stream<'_>,
    ) -> Result<(), InitError> {
        let keeps = Bernoulli::new(self.density)
            .map_err(|_| InitError::Distribution("`sparse(density, ..)` needs a density from 0.0 to 1.0"))?;
        // Which are kept is independent of what they are.
        let mut rng = stream.branch("density").rng()?;
        self.of.write(elements, shape, stream.within(None))?;
        for slot in elements {
            if !keeps.sample(&mut rng) {
                *slot = E::zero_element();
            }
        }
        Ok(())
    }
}

/// Every element is zero but for a part, which is as another initialiser has it: `density` is the chance of each to
/// be one of them.
///
/// **Source**: a random graph of Erdős and Rényi, in the form of Gilbert (Random graphs, Annals of Mathematical
/// Statistics 30, 1959): each connection is there with the same chance.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// let p = Parameter::<Array2<f64>>::shaped((50, 50)).init(sparse(0.1, normal(0.0, 1.0))).resolve()?;
/// let connections = p.value().iter().filter(|&&w| w != 0.0).count();
/// assert!((150..350).contains(&connections)); // of 2500, six deviations around a tenth
/// # Ok::<(), Error>(())
/// ```
#[must_use]
pub const fn sparse<I: Elementwise>(density: f64, init: I) -> Sparse<I> {
    Sparse { density, of: init }
}
