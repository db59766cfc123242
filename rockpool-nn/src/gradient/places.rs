//! Where the states of a module lie in one row of numbers.

use core::ops::Range;
use ndarray::Array2;
use rockpool_core::prelude::*;
use rockpool_core::shape::Shape;
use rockpool_core::value::AnyElement;

/// A leaf, and where its elements lie.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) path: String,
    pub(super) range: Range<usize>,
    pub(super) shape: Shape,
}

/// The gradient of all states of number type `F`, for each batch: on the way back, at first that of
/// the final states, in the end that of the initial ones.
#[derive(Clone, Debug)]
pub(super) struct States<F> {
    pub(super) places: Vec<Place>,
    /// `(B, elements)`
    pub(super) of_states: Array2<F>,
}

impl<F: AnyElement + ndarray::LinalgScalar> States<F> {
    /// Zeros, for the states of a module; states of other types have no gradient.
    pub(super) fn of<M: Module + ?Sized>(module: &M, batches: usize) -> Self {
        let mut places = Vec::new();
        let mut end = 0;
        module.state().for_each(|leaf| {
            if leaf.array::<F>().is_some() {
                let start = end;
                end += leaf.numel();
                places.push(Place { path: leaf.path().to_string(), range: start..end, shape: leaf.shape() });
            }
        });
        Self { places, of_states: Array2::zeros((batches, end)) }
    }

    /// The states of the module with this path, which ends with a dot unless it is the outermost, were those of
    /// batch 0 in all batches: their gradients add up.
    pub(super) fn gather(&mut self, path: &str) {
        let own = self
            .places
            .iter()
            .filter(|place| place.path.strip_prefix(path).is_some_and(|name| !name.contains('.')));
        for at in own.flat_map(|place| place.range.clone()) {
            let mut of_state = self.of_states.column_mut(at);
            let sum = of_state.sum();
            of_state.fill(F::zero());
            of_state.iter_mut().take(1).for_each(|first| *first = sum);
        }
    }

    pub(super) fn find(&self, path: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.path == path)
    }
}
