//! The state of every batch, beside the one that is stored.

use crate::Float;
use ndarray::{Array, Axis, Dimension, RemoveAxis};

/// The stored state, for each of the batches that begin with it.
pub(crate) fn for_each_batch<F: Float, D: Dimension>(
    state: &Array<F, D>,
    batches: usize,
) -> Array<F, D::Larger> {
    let mut shape = state.raw_dim().insert_axis(Axis(0));
    shape[0] = batches;
    let mut all = Array::zeros(shape);
    all.assign(state);
    all
}

/// The array, lying row after row; copied only where it does not.
pub(crate) fn standard<F: Float, D: Dimension>(array: Array<F, D>) -> Array<F, D> {
    if array.is_standard_layout() { array } else { array.as_standard_layout().into_owned() }
}

/// Stores the state of the first batch, as the original does (B088); none is stored without batches.
pub(crate) fn store_first<F: Float, D>(state: &mut Array<F, D>, all: &Array<F, D::Larger>)
where
    D: Dimension<Larger: RemoveAxis<Smaller = D>>,
{
    if let Some(first) = all.outer_iter().next() {
        state.assign(&first);
    }
}
