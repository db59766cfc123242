//! The way back through a function.

use super::Instant;
use crate::gradient::GradientError;
use crate::membrane::of_given_columns;
use crate::{Back, Float};
use ndarray::Array3;
use rockpool_core::prelude::*;

/// What an evolution leaves.
pub(super) struct InstantTape<F> {
    /// How many columns the input had.
    pub(super) columns: usize,
    /// `(B, T, n)`
    pub(super) input: Array3<F>,
}

pub(super) fn back<F: Float>(
    instant: &Instant<F>,
    mut of_output: Array3<F>,
    back: &mut Back<'_, F>,
) -> Result<Array3<F>, Error> {
    let tape = back.take::<InstantTape<F>>()?;
    let Some(derivative) = &instant.derivative else {
        let (what, way_out) = ("the function", "Instant::differentiable");
        return Err(Error::other(GradientError::Derivative { what, way_out }));
    };
    if of_output.dim() != tape.input.dim() {
        return Err(Error::other(GradientError::Tape));
    }
    of_output.zip_mut_with(&tape.input, |of, &x| *of *= derivative(x));
    Ok(of_given_columns(of_output, tape.columns))
}
