//! Squares of differences.

use super::Loss;
use super::error::LossError;
use crate::{Float, Input};
use ndarray::{Array3, Axis};
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;

/// The mean of the squares of the differences between an output and a target, both `(B, T, n)`; or the
/// target `(T, n)` or `(n)`, the same for all batches, or all steps.
///
/// ```
/// # use ndarray::Array3;
/// # use rockpool_core::prelude::*;
/// # let output = Array3::<f64>::ones((2, 5, 3)); // (B, T, n_out)
/// use rockpool_nn::loss::mean_square;
/// let loss = mean_square(&output, &Array3::zeros((2, 5, 3)))?;
/// assert_eq!((loss.value(), loss.of_output().dim()), (1.0, (2, 5, 3)));
/// # Ok::<(), Error>(())
/// ```
///
/// # Errors
/// A [`LossError::Target`]: the shapes do not fit.
#[doc(alias = "mse")]
#[doc(alias = "mse_loss")]
#[doc(alias = "MSELoss")]
pub fn mean_square<'t, F: Float>(
    output: &Array3<F>,
    target: impl Into<Input<'t, F>>,
) -> Result<Loss<F>, Error> {
    let target = target.into().into_array();
    let Some(target) = target.broadcast(output.raw_dim()) else {
        let expected = Shape::from(output.shape());
        return Err(Error::other(LossError::Target { expected, found: Shape::from(target.shape()) }));
    };
    let share = F::one() / F::of(output.len().max(1) as f64);
    let difference = output - &target;
    let value = difference.iter().fold(F::zero(), |sum, &x| sum + x * x) * share;
    Ok(Loss { value, of_output: difference * (share + share) })
}

/// The mean over batches and neurons of the squares of the differences between the number of spikes, the sum
/// of the output `(B, T, n)` over time, and the counts wanted, `(B, n)`; or `(n)`, the same for all batches.
///
/// ```
/// use ndarray::array;
/// use rockpool_nn::loss::spike_counts;
///
/// let output = array![[[1.0, 0.0], [1.0, 0.0]]]; // two spikes, and none
/// let loss = spike_counts(&output, &array![1.0, 0.0])?;
/// assert_eq!(loss.value(), 0.5);
/// assert_eq!(loss.of_output(), array![[[1.0, 0.0], [1.0, 0.0]]]);
/// # Ok::<(), rockpool_core::Error>(())
/// ```
///
/// # Errors
/// A [`LossError::Target`]: the shapes do not fit.
pub fn spike_counts<'t, F: Float>(
    output: &Array3<F>,
    counts: impl Into<Input<'t, F>>,
) -> Result<Loss<F>, Error> {
    let counts = counts.into().into_array();
    let spikes = output.sum_axis(Axis(1));
    let Some(wanted) = counts.broadcast(spikes.raw_dim()) else {
        let expected = Shape::from(spikes.shape());
        return Err(Error::other(LossError::Target { expected, found: Shape::from(counts.shape()) }));
    };
    let share = F::one() / F::of(spikes.len().max(1) as f64);
    let difference = &spikes - &wanted;
    let value = difference.iter().fold(F::zero(), |sum, &x| sum + x * x) * share;
    let mut of_output = Array3::zeros(output.raw_dim());
    of_output.assign(&(difference * (share + share)).insert_axis(Axis(1)));
    Ok(Loss { value, of_output })
}
