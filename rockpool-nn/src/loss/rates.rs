//! What keeps neurons from firing too much or too little.

use super::Loss;
use crate::Float;
use ndarray::{Array3, Axis};

/// The mean over batches and neurons of the squares by which the rate of a neuron, the mean of the output
/// `(B, T, n)` over time, in spikes a step, lies above `most`.
///
/// ```
/// # use ndarray::Array3;
/// # use rockpool_core::prelude::*;
/// # let output = Array3::<f64>::ones((2, 5, 3)); // (B, T, n_out)
/// use rockpool_nn::loss::rates_above;
/// assert_eq!(rates_above(&output, 2.0).value(), 0.0);
/// assert!(rates_above(&output, 0.5).value() > 0.0);
/// ```
pub fn rates_above<F: Float>(output: &Array3<F>, most: F) -> Loss<F> {
    beyond(output, |rate| (rate - most).max(F::zero()))
}

/// The same by which it lies below `least`, so that no neuron stays silent.
///
/// ```
/// use ndarray::array;
/// use rockpool_nn::loss::rates_below;
///
/// let output = array![[[1.0, 0.0], [0.0, 0.0]]]; // at rates of 0.5 and 0
/// let loss = rates_below(&output, 0.25);
/// assert_eq!(loss.value(), 0.5 * 0.25 * 0.25);
/// assert_eq!(loss.of_output(), array![[[0.0, -0.125], [0.0, -0.125]]]);
/// ```
pub fn rates_below<F: Float>(output: &Array3<F>, least: F) -> Loss<F> {
    beyond(output, |rate| (rate - least).min(F::zero()))
}

fn beyond<F: Float>(output: &Array3<F>, beyond: impl Fn(F) -> F) -> Loss<F> {
    let (batches, steps, n) = output.dim();
    let per_step = F::one() / F::of(steps.max(1) as f64);
    let share = F::one() / F::of((batches * n).max(1) as f64);
    let beyond = output.sum_axis(Axis(1)).mapv(|sum| beyond(sum * per_step));
    let value = beyond.iter().fold(F::zero(), |sum, &x| sum + x * x) * share;
    let mut of_output = Array3::zeros(output.raw_dim());
    of_output.assign(&(beyond * ((share + share) * per_step)).insert_axis(Axis(1)));
    Loss { value, of_output }
}
