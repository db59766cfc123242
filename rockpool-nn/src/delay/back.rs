//! The way back through delays.

use super::Delay;
use crate::gradient::GradientError;
use crate::membrane::of_given_columns;
use crate::{Back, Float};
use ndarray::{Array3, Axis};
use rockpool_core::prelude::*;

/// What an evolution leaves.
pub(super) struct DelayTape {
    /// How many columns the input had.
    pub(super) columns: usize,
    /// `(B, T, n)`
    pub(super) shape: (usize, usize, usize),
}

pub(super) fn back<F: Float>(
    delay: &Delay<F>,
    mut of_output: Array3<F>,
    back: &mut Back<'_, F>,
) -> Result<Array3<F>, Error> {
    let tape = back.take::<DelayTape>()?;
    let (Some(delays), true) = (delay.in_steps(), of_output.dim() == tape.shape) else {
        return Err(Error::other(GradientError::Tape));
    };
    let steps = tape.shape.1;
    // What comes out after a cut is of a state that nothing passes to.
    let mut next_cut = steps;
    let mut ends = vec![steps; steps];
    for step in (0..steps).rev() {
        ends[step] = next_cut;
        if back.is_cut_before(step) {
            next_cut = step;
        }
    }
    for mut sample in of_output.outer_iter_mut() {
        for (mut column, &delay) in sample.lanes_mut(Axis(0)).into_iter().zip(&delays) {
            // Forward in time, so that what is read is not yet written.
            for (step, &end) in ends.iter().enumerate() {
                let out = step.checked_add(delay).filter(|&out| out < end);
                column[step] = out.map_or(F::zero(), |out| column[out]);
            }
        }
    }
    Ok(of_given_columns(of_output, tape.columns))
}
