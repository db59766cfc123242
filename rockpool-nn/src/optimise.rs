//! Steps down a gradient.

mod adam;
mod descent;
mod error;
mod schedule;
mod sgd;
mod transform;

pub use adam::{Adam, AdamBuilder};
pub use descent::Descent;
pub use error::DescentError;
pub use schedule::Schedule;
pub use sgd::{Sgd, SgdBuilder};

use crate::Float;
use rockpool_core::prelude::*;

/// Turns gradients into steps of a flat vector. Its state is that of a module: saved beside the net, training goes
/// on to the bit. It has no parameters, which are what `rockpool_io::save` writes, and is refused there: save and load
/// it by `rockpool_io::Options::all()`.
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::optimise::{Optimiser, Sgd};
///
/// let mut sgd = Sgd::builder().n(2).build()?;
/// let mut vector = [1.0, 2.0];
/// sgd.advance(&mut vector, &[0.5, -0.5], &[0.1, 0.2])?;
/// assert_eq!(vector, [0.95, 2.1]);
/// # Ok::<(), Error>(())
/// ```
pub trait Optimiser<F: Float>: Module {
    /// How many steps it has made.
    fn steps(&self) -> u64;

    /// One step down a gradient, at a rate for each element.
    ///
    /// # Errors
    /// A [`DescentError::Length`]: vector, gradient or rates are not as long as the optimiser's state; nothing
    /// is changed then.
    fn advance(&mut self, vector: &mut [F], gradient: &[F], rates: &[F]) -> Result<(), Error>;
}

/// Whether three slices are as long as a state.
fn check_lengths<F>(state: usize, vector: &[F], gradient: &[F], rates: &[F]) -> Result<(), Error> {
    match [vector.len(), gradient.len(), rates.len()].into_iter().find(|&length| length != state) {
        Some(found) => Err(Error::other(DescentError::Length { expected: state, found })),
        None => Ok(()),
    }
}
