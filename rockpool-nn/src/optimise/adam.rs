//! Adam.

use super::{Optimiser, check_lengths};
use crate::Float;
use ndarray::Array1;
use rockpool_core::prelude::*;

/// Adam: steps along the mean of gradients of late, in units of their deviation.
///
/// **Shapes**: `n` parameters. One step with gradient `g`, at rate `r`:
/// ```text
/// mean        = decay * mean + (1 - decay) * g
/// mean_square = decay_of_squares * mean_square + (1 - decay_of_squares) * g^2
/// x = x - r * (mean / (1 - decay^steps) / (sqrt(mean_square / (1 - decay_of_squares^steps)) + epsilon)
///              + weight_decay * x)
/// ```
///
/// ```
/// use rockpool_core::prelude::*;
/// use rockpool_nn::optimise::{Adam, Optimiser};
///
/// let mut adam = Adam::builder().n(1).build()?;
/// let mut x = [3.0];
/// for _ in 0..200 {
///     let gradient = [2.0 * (x[0] - 1.0)];
///     adam.advance(&mut x, &gradient, &[0.1])?;
/// }
/// assert!((x[0] - 1.0_f64).abs() < 0.01);
/// assert_eq!(adam.steps, 200);
/// # Ok::<(), Error>(())
/// ```
///
/// **Source**: D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015; the decay of
/// weights as in I. Loshchilov and F. Hutter, "Decoupled Weight Decay Regularization", ICLR 2019.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
pub struct Adam<F: Float = f64> {
    /// Mean of gradients `(n)`.
    #[state(shape = n)]
    pub mean: Array1<F>,
    /// Mean of squares of gradients `(n)`.
    #[state(shape = n)]
    pub mean_square: Array1<F>,
    /// How many steps were made.
    #[state]
    pub steps: u64,
    /// What is left of the mean after a step.
    #[simulation(init = fill(0.9), bounds = 0.0..1.0)]
    pub decay: F,
    /// What is left of the mean of squares after a step.
    #[simulation(init = fill(0.999), bounds = 0.0..1.0)]
    pub decay_of_squares: F,
    /// What keeps small deviations from counting as none.
    #[simulation(init = fill(1e-8), bounds = 0.0..)]
    pub epsilon: F,
    /// How much of itself a parameter loses in a step, at a rate of 1.
    #[simulation(init = zeros(), bounds = 0.0..)]
    pub weight_decay: F,
    #[module(origin)]
    origin: Origin,
}

impl<F: Float> Optimiser<F> for Adam<F> {
    fn steps(&self) -> u64 {
        self.steps
    }

    fn advance(&mut self, vector: &mut [F], gradient: &[F], rates: &[F]) -> Result<(), Error> {
        check_lengths(self.mean.len(), vector, gradient, rates)?;
        self.steps += 1;
        let steps = i32::try_from(self.steps).unwrap_or(i32::MAX);
        let Self { decay, decay_of_squares, epsilon, weight_decay, .. } = *self;
        let [begun, begun_square] = [decay, decay_of_squares].map(|decay| F::one() - decay.powi(steps));
        let averages = self.mean.iter_mut().zip(&mut self.mean_square);
        for (((x, &g), &rate), (mean, square)) in vector.iter_mut().zip(gradient).zip(rates).zip(averages) {
            *mean = decay * *mean + (F::one() - decay) * g;
            *square = decay_of_squares * *square + (F::one() - decay_of_squares) * g * g;
            let deviation = (*square / begun_square).sqrt() + epsilon;
            if !rate.is_nothing() {
                *x -= rate * (*mean / begun / deviation + weight_decay * *x);
            }
        }
        Ok(())
    }
}
