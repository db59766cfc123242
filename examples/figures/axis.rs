//! Axes of time, with units from the registry.

use super::label::label;
use rockpool_core::prelude::*;

/// The time axis of a series: where its steps lie, and in which unit.
pub(crate) struct Time {
    steps: usize,
    per_step: f64,
    label: String,
}

impl Time {
    /// The axis of `steps` of a module; the time step and its unit are asked of the leaf `dt`.
    pub(crate) fn of(dt: &Leaf<'_, '_>, steps: usize) -> Option<Self> {
        let per_step = dt.scalar::<f64>()?;
        let unit = dt.attribute().unit();
        let is_short = unit == Some("s") && per_step * (steps as f64) < 2.0;
        let (unit, per_step) = if is_short { (Some("ms"), per_step * 1e3) } else { (unit, per_step) };
        Some(Self { steps, per_step, label: label("time", unit) })
    }

    /// When a step ends.
    pub(crate) fn at(&self, step: usize) -> f64 {
        (step + 1) as f64 * self.per_step
    }

    pub(crate) fn end(&self) -> f64 {
        self.steps as f64 * self.per_step
    }

    pub(crate) fn label(&self) -> &str {
        &self.label
    }
}
