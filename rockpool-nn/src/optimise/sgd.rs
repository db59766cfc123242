//! Stochastic gradient descent.

use super::{Optimiser, check_lengths};
use crate::Float;
use ndarray::Array1;
use rockpool_core::prelude::*;

/// Stochastic gradient descent, with momentum.
///
/// **Shapes**: `n` parameters. One step with gradient `g`, at rate `r`:
/// ```text
/// velocity = momentum * velocity + g
/// x = x - r * (velocity + weight_decay * x)
/// ```
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::optimise::{Optimiser, Sgd};
///
/// let mut sgd = Sgd::builder().n(1).momentum(0.5).build()?;
/// let mut x = [1.0];
/// sgd.advance(&mut x, &[1.0], &[0.1])?;
/// sgd.advance(&mut x, &[1.0], &[0.1])?;
/// assert_eq!(sgd.velocity[0], 1.5);
/// # Ok::<(), Error>(())
/// ```
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
pub struct Sgd<F: Float = f64> {
    /// Sum of gradients, of which `momentum` is left after a step `(n)`.
    #[state(shape = n)]
    pub velocity: Array1<F>,
    /// How many steps were made.
    #[state]
    pub steps: u64,
    /// What is left of the velocity after a step.
    #[simulation(init = zeros(), bounds = 0.0..1.0)]
    pub momentum: F,
    /// How much of itself a parameter loses in a step, at a rate of 1.
    #[simulation(init = zeros(), bounds = 0.0..)]
    pub weight_decay: F,
    #[module(origin)]
    origin: Origin,
}

impl<F: Float> Optimiser<F> for Sgd<F> {
    fn steps(&self) -> u64 {
        self.steps
    }

    fn advance(&mut self, vector: &mut [F], gradient: &[F], rates: &[F]) -> Result<(), Error> {
        check_lengths(self.velocity.len(), vector, gradient, rates)?;
        self.steps += 1;
        let Self { momentum, weight_decay, .. } = *self;
        for (((x, &g), &rate), velocity) in vector.iter_mut().zip(gradient).zip(rates).zip(&mut self.velocity)
        {
            *velocity = momentum * *velocity + g;
            if !rate.is_nothing() {
                *x -= rate * (*velocity + weight_decay * *x);
            }
        }
        Ok(())
    }
}
