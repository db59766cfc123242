//! Back through weights.

use super::Gradient;
use ndarray::{Array3, ArrayView3, Axis};
use rockpool_core::Error;
use rockpool_nn::{Float, Linear};

/// From the gradient of the output `y = x · weight + bias` to that of the input `x`.
pub(super) fn back<F: Float>(
    linear: &Linear<F>,
    name: &str,
    input: ArrayView3<'_, F>,
    of_output: &Array3<F>,
    gradient: &mut Gradient<'_, F>,
) -> Result<Array3<F>, Error> {
    let (batches, steps, n_in) = input.dim();
    let frames = batches * steps;
    let x = input.to_shape((frames, n_in)).map_err(Error::other)?;
    let of_y = of_output.to_shape((frames, linear.weight.ncols())).map_err(Error::other)?;
    gradient.add(&format!("{name}.weight"), x.t().dot(&of_y));
    gradient.add(&format!("{name}.bias"), of_y.sum_axis(Axis(0)));
    of_y.dot(&linear.weight.t()).into_shape_with_order((batches, steps, n_in)).map_err(Error::other)
}
