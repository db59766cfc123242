//! What the way back gives.

use super::places::States;
use crate::Float;
use ndarray::{Array3, ArrayD, ArrayViewD, Axis, IxDyn, Slice};
use rockpool_core::flat::Layout;

/// The gradient of `sum(output * of_output)`, by [`Evolve::back`](crate::Evolve::back).
#[derive(Clone, Debug)]
pub struct Gradient<F> {
    pub(super) layout: Layout,
    pub(super) of_parameters: Vec<F>,
    pub(super) states: Option<States<F>>,
    pub(super) of_input: Array3<F>,
}

impl<F: Float> Gradient<F> {
    /// Over the input, `(B, T, n_in)`, as it was given: over a single column `(B, T, 1)` where that was
    /// given to all.
    #[must_use]
    pub fn of_input(&self) -> &Array3<F> {
        &self.of_input
    }

    /// Over the parameter with this path, in its shape; a scalar is 0-d. `None` for constants.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<ArrayViewD<'_, F>> {
        self.layout.array(&self.of_parameters, path)
    }

    /// Over all parameters, as `net.parameters().flat::<F>()` lies.
    #[must_use]
    pub fn as_slice(&self) -> &[F] {
        &self.of_parameters
    }

    /// The same, for writing: for regularisers, sums over batches, sums over processes.
    pub fn as_mut_slice(&mut self) -> &mut [F] {
        &mut self.of_parameters
    }

    /// The same as a vector.
    #[must_use]
    pub fn into_vec(self) -> Vec<F> {
        self.of_parameters
    }

    /// Where each parameter lies.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Over the stored state with this path, in which all batches begin; `None` unless
    /// [`Way::with_states`](crate::Way::with_states) asked for it.
    #[must_use]
    pub fn of_state(&self, path: &str) -> Option<ArrayD<F>> {
        let states = self.states.as_ref()?;
        let place = states.find(path)?;
        let sums = states.of_states.sum_axis(Axis(0));
        let own = sums.slice_axis_move(Axis(0), Slice::from(place.range.clone()));
        own.into_shape_with_order(IxDyn(&place.shape)).ok()
    }
}
