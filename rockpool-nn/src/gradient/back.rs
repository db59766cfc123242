//! What modules meet on the way back.

use super::error::GradientError;
use super::places::States;
use super::tape::Item;
use crate::Float;
use crate::memory::Lent;
use core::any::Any;
use core::fmt;
use ndarray::{ArrayViewMut2, ArrayViewMutD, Axis, Slice};
use rockpool_core::flat::Layout;
use rockpool_core::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// All that the modules of a net share on the way back.
#[derive(Debug)]
pub(super) struct Journey<F: Float> {
    /// What is still on the tape.
    pub(super) items: Vec<Item>,
    pub(super) layout: Layout,
    pub(super) of_parameters: Lent<F>,
    /// Absent where nobody asks for them.
    pub(super) states: Option<States<F>>,
    pub(super) cut_every: Option<usize>,
    /// The modules that the way has led through, and those that it has led through more than once.
    pub(super) passed: [BTreeSet<String>; 2],
    /// Whether gradients of states are wanted after all: those of a module that ran more than once, and began
    /// where it had ended.
    pub(super) wants_states: bool,
}

impl<F: Float> Journey<F> {
    pub(super) fn new(
        items: Vec<Item>,
        layout: Layout,
        states: Option<States<F>>,
        cut_every: Option<usize>,
    ) -> Self {
        let of_parameters = Lent::of(layout.numel(), F::zero());
        let passed = [BTreeSet::new(), BTreeSet::new()];
        Self { items, layout, of_parameters, states, cut_every, passed, wants_states: false }
    }

    /// The way leads through a module, perhaps again.
    fn enter(&mut self, path: &str) {
        let [once, again] = &mut self.passed;
        if once.insert(path.to_owned()) {
            return;
        }
        match &mut self.states {
            // The run that is behind began, in every batch, with the state that batch 0 had here.
            Some(states) => states.gather(path),
            None => {
                again.insert(path.to_owned());
            }
        }
    }
}

/// What a module meets on the way back: the tape, and the gradients of its parameters and states.
/// See [`Evolve::back_with`](crate::Evolve::back_with).
pub struct Back<'b, F: Float> {
    journey: &'b mut Journey<F>,
    /// Of the module, with a dot at the end unless it is the outermost.
    path: String,
}

impl<'b, F: Float> Back<'b, F> {
    pub(super) fn new(journey: &'b mut Journey<F>) -> Self {
        Self { journey, path: String::new() }
    }

    /// Takes the last item off the tape.
    ///
    /// # Errors
    /// The tape is empty, or the item is of another type.
    pub fn take<T: Any + Send + Sync>(&mut self) -> Result<Arc<T>, Error> {
        self.journey.enter(&self.path);
        let item = self.journey.items.pop().and_then(|item| item.downcast().ok());
        item.ok_or_else(|| Error::other(GradientError::Tape))
    }

    /// The gradient of a parameter of this module, to which what it contributes is added; `None` for a
    /// constant, and for what is absent.
    pub fn parameter(&mut self, name: &str) -> Option<ArrayViewMutD<'_, F>> {
        let Journey { layout, of_parameters, .. } = &mut *self.journey;
        layout.array_mut(of_parameters, &format!("{}{name}", self.path))
    }

    /// Whether a parameter of this module has a gradient: it is there, and no constant.
    #[must_use]
    pub fn has_parameter(&self, name: &str) -> bool {
        self.journey.layout.get(&format!("{}{name}", self.path)).is_some()
    }

    /// The gradient of a state of this module, `(B, elements)`: that of the final state, which the way
    /// back replaces by that of the initial one; `None` where nobody asks for it.
    pub fn state(&mut self, name: &str) -> Option<ArrayViewMut2<'_, F>> {
        self.journey.wants_states |= self.journey.passed[1].contains(&self.path);
        let states = self.journey.states.as_mut()?;
        let range = states.find(&format!("{}{name}", self.path))?.range.clone();
        Some(states.of_states.slice_axis_mut(Axis(1), Slice::from(range)))
    }

    /// Whether the way is cut before time step `step`: nothing passes from it to the state that it
    /// began with.
    #[must_use]
    pub fn is_cut_before(&self, step: usize) -> bool {
        self.journey.cut_every.is_some_and(|steps| step.is_multiple_of(steps))
    }

    /// The way back through a submodule.
    pub fn at(&mut self, name: &str) -> Back<'_, F> {
        Back { path: format!("{}{name}.", self.path), journey: self.journey }
    }
}

impl<F: Float> fmt::Debug for Back<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Back").field("path", &self.path).field("items", &self.journey.items.len()).finish()
    }
}
