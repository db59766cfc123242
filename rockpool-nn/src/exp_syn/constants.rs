//! What stays the same during an evolution of synapses.

use super::ExpSyn;
use crate::Float;
use crate::past::PastOfBatch;
use crate::spread::{gains, spread};

/// What stays the same during an evolution.
pub(super) struct Constants<F> {
    /// What is left of a current after a step.
    pub(super) beta: Vec<F>,
    /// After so many steps an input is forgotten, if ever.
    pub(super) window: Option<usize>,
    /// What is left of an input when it is forgotten.
    pub(super) rest: Vec<F>,
    /// Of no elements where there is none.
    pub(super) gain: Vec<F>,
}

impl<F: Float> Constants<F> {
    /// The constants; `None` if `tau` does not fit the synapses there are.
    pub(super) fn of(synapses: &ExpSyn<F>) -> Option<Self> {
        let ExpSyn { isyn, dt, .. } = synapses;
        let tau = spread(&synapses.tau, isyn.len())?;
        let window = synapses.max_window_length.map(|most| {
            let slowest = tau.iter().copied().fold(F::zero(), F::max);
            let needed = (F::of(10.0) * slowest / *dt).ceil();
            let needed = needed.value();
            // One that is no number is no bound.
            if needed >= 0.0 { most.min(needed as usize) } else { most }
        });
        let after = |steps: F| tau.iter().map(|&tau| (-*dt * steps / tau).exp()).collect();
        let steps = window.map(|window| F::of(window as f64) + F::one());
        let rest = steps.map_or_else(Vec::new, after);
        let gain = gains(synapses.gain.as_ref(), isyn.len())?;
        Some(Self { beta: after(F::one()), window, rest, gain })
    }

    /// After so many steps an input is forgotten within as many steps as these.
    pub(super) fn window_within(&self, steps: usize) -> Option<usize> {
        self.window.filter(|&window| window < steps)
    }

    /// One batch, `(T, n)`: outputs take the place of inputs.
    #[inline(always)]
    pub(super) fn run(&self, isyn: &mut [F], series: &mut [F]) {
        for output in series.chunks_exact_mut(isyn.len().max(1)) {
            for ((isyn, output), &beta) in isyn.iter_mut().zip(output).zip(&self.beta) {
                *isyn = (*isyn + *output) * beta;
                *output = *isyn;
            }
        }
    }

    /// The same with inputs that are forgotten.
    #[inline(always)]
    pub(super) fn run_forgetting(&self, past: &mut PastOfBatch<'_, F>, isyn: &mut [F], series: &mut [F]) {
        let n = isyn.len().max(1);
        past.remember(isyn, series);
        for (step, output) in series.chunks_exact_mut(n).enumerate() {
            self.run(isyn, output);
            let Some(forgotten) = past.forgotten(step) else { continue };
            for ((isyn, output), (&forgotten, &rest)) in
                isyn.iter_mut().zip(output).zip(forgotten.iter().zip(&self.rest))
            {
                *isyn -= forgotten * rest;
                *output = *isyn;
            }
        }
    }
}
