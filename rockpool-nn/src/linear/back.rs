//! The way back through weights.

use super::Linear;
use crate::batches::standard;
use crate::project::weights_back;
use crate::rows::Kept;
use crate::{Back, Float};
use ndarray::{Array1, Array3};
use rockpool_core::prelude::*;

/// From the gradient of `y = x · weight + bias` to that of `x`.
pub(super) fn back<F: Float>(
    linear: &Linear<F>,
    of_output: Array3<F>,
    back: &mut Back<'_, F>,
) -> Result<Array3<F>, Error> {
    let frames = back.take::<Kept<F>>()?;
    let of_output = standard(of_output);
    if let Some(mut of_bias) = back.parameter("bias") {
        let mut sums = Array1::<F>::zeros(of_output.dim().2);
        of_output.rows().into_iter().for_each(|row| sums += &row);
        of_bias += &sums;
    }
    weights_back(&frames, &linear.weight, of_output, back.parameter("weight"))
}
