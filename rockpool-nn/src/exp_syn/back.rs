//! What an evolution of `ExpSyn` leaves, and the way back.

use super::ExpSyn;
use super::constants::Constants;
use crate::batches::standard;
use crate::gradient::GradientError;
use crate::membrane::of_given_columns;
use crate::parallel::{self, pieces};
use crate::simd::vectorized;
use crate::spread::{add_spread, misfit, spread};
use crate::{Back, Float};
use ndarray::{Array1, Array2, Array3};
use rockpool_core::prelude::*;

/// What an evolution leaves.
pub(super) struct ExpSynTape<F> {
    /// How many columns the input had.
    columns: usize,
    /// Currents without noise, `(B, T, n)`.
    isyn: Array3<F>,
    /// Inputs, where they are forgotten later, else empty.
    inputs: Array3<F>,
    /// The state before the first step, `(B, n)`.
    start: Array2<F>,
    /// Whether inputs from before were yet to be forgotten.
    continues: bool,
}

impl<F: Float> ExpSynTape<F> {
    /// The tape of an evolution from this state; `continues` says whether inputs from before it were yet to
    /// be forgotten.
    pub(super) fn new(
        start: Array2<F>,
        continues: bool,
        columns: usize,
        isyn: Array3<F>,
        inputs: Array3<F>,
    ) -> Self {
        Self { columns, isyn, inputs, start, continues }
    }
}

/// The way back through one batch.
struct Batch<'a, F> {
    isyn: &'a [F],
    inputs: &'a [F],
    start: &'a [F],
    /// Gradients of outputs, which those of inputs replace.
    of: &'a mut [F],
    /// At first the gradient of the final state, in the end that of the initial one.
    of_isyn: Vec<F>,
    /// Sums that make up the gradients of `beta`, times `beta`, and of `rest`.
    sums: [Vec<F>; 2],
}

impl<F: Float> Batch<'_, F> {
    /// `isyn = (isyn before + x) * beta` in reverse.
    #[inline(always)]
    fn run(&mut self, constants: &Constants<F>, cuts: &[bool]) {
        let n = self.of_isyn.len().max(1);
        let rows = self.of.chunks_exact_mut(n).zip(self.isyn.chunks_exact(n)).enumerate().rev();
        let last = cuts.len().saturating_sub(2);
        for (step, (of, isyn)) in rows {
            if step != last && cuts[step + 1] {
                self.of_isyn.fill(F::zero());
            }
            let synapses = self.of_isyn.iter_mut().zip(of).zip(isyn).zip(&constants.beta);
            for ((((of_isyn, of), &isyn), &beta), sum) in synapses.zip(&mut self.sums[0]) {
                let of_this = *of_isyn + *of;
                *sum += of_this * isyn;
                *of_isyn = of_this * beta;
                *of = *of_isyn;
            }
        }
    }

    /// The same where an input takes itself off again after `window` steps, as much of it as is left.
    fn run_forgetting(&mut self, window: usize, constants: &Constants<F>, cuts: &[bool]) {
        let n = self.of_isyn.len().max(1);
        let steps = self.of.len() / n;
        // Gradients of currents, which later inputs take from.
        let mut of_currents = vec![F::zero(); self.of.len()];
        let is_cut = |step: usize| step < steps && cuts[step];
        for step in (0..steps).rev() {
            if is_cut(step + 1) {
                self.of_isyn.fill(F::zero());
            }
            // Cut off from what is forgotten across a cut.
            let forgets = step + window < steps && !(step + 1..=step + window).any(is_cut);
            for synapse in 0..n {
                let at = step * n + synapse;
                let (beta, rest) = (constants.beta[synapse], constants.rest[synapse]);
                let of_this = self.of_isyn[synapse] + self.of[at];
                of_currents[at] = of_this;
                let mut sum = self.isyn[at];
                if let Some(first) = step.checked_sub(window) {
                    let input = self.inputs[first * n + synapse];
                    let forgotten = if first == 0 { input + self.start[synapse] } else { input };
                    sum += forgotten * rest;
                    self.sums[1][synapse] -= of_this * forgotten;
                }
                self.sums[0][synapse] += of_this * sum;
                self.of_isyn[synapse] = of_this * beta;
                self.of[at] = self.of_isyn[synapse];
                if forgets {
                    self.of[at] -= of_currents[at + window * n] * rest;
                }
            }
        }
        // What was there at the start is forgotten with the first input.
        if steps > 0 {
            self.of_isyn.copy_from_slice(&self.of[..n]);
        }
    }
}

/// From the gradient of currents to that of inputs.
pub(super) fn back<F: Float>(
    synapses: &ExpSyn<F>,
    of_output: Array3<F>,
    back: &mut Back<'_, F>,
) -> Result<Array3<F>, Error> {
    let tape = back.take::<ExpSynTape<F>>()?;
    if synapses.gain.is_some() {
        return Err(Error::other(GradientError::Manner));
    }
    let (batches, steps, n) = of_output.dim();
    if tape.isyn.dim() != of_output.dim() || n != synapses.isyn.len() {
        return Err(Error::other(GradientError::Tape));
    }
    let Some(constants) = Constants::of(synapses) else { return Err(misfit(synapses)) };
    let Some(tau) = spread(&synapses.tau, n) else { return Err(misfit(synapses)) };
    let own = constants.window_within(steps);
    if own.is_some() && tape.continues {
        return Err(Error::other(GradientError::Past));
    }
    let window = own.filter(|_| tape.inputs.dim() == tape.isyn.dim());
    if window.is_some() != own.is_some() {
        return Err(Error::other(GradientError::Tape));
    }
    let cuts: Vec<bool> = (0..=steps).map(|step| back.is_cut_before(step)).collect();
    let mut of_input = standard(of_output);
    let isyn = tape.isyn.as_slice().unwrap_or_default();
    let inputs = tape.inputs.as_slice().unwrap_or_default();
    let start = tape.start.as_slice().unwrap_or_default();
    let mut all: Vec<_> = pieces(of_input.as_slice_mut(), batches, 1)
        .enumerate()
        .map(|(batch, of)| Batch {
            isyn: &isyn[batch * steps * n..][..steps * n],
            inputs: inputs.get(batch * steps * n..).unwrap_or_default(),
            start: &start[batch * n..][..n],
            of,
            of_isyn: match back.state("isyn") {
                Some(state) => state.row(batch).to_vec(),
                None => vec![F::zero(); n],
            },
            sums: [vec![F::zero(); n], vec![F::zero(); n]],
        })
        .collect();
    parallel::run_each(&mut all, batches * steps * n, |batch| match window {
        Some(window) => batch.run_forgetting(window, &constants, &cuts),
        None => vectorized(
            #[inline(always)]
            || batch.run(&constants, &cuts),
        ),
    });

    let mut of_tau = vec![F::zero(); n];
    for (index, batch) in all.iter().enumerate() {
        if let Some(mut state) = back.state("isyn") {
            state.row_mut(index).iter_mut().zip(&batch.of_isyn).for_each(|(slot, &of)| *slot = of);
        }
        for (synapse, (of_tau, &tau)) in of_tau.iter_mut().zip(&tau).enumerate() {
            let per_square = synapses.dt / tau / tau;
            *of_tau += batch.sums[0][synapse] * per_square;
            if let Some(window) = window.map(|window| F::of((window + 1) as f64)) {
                *of_tau += batch.sums[1][synapse] * constants.rest[synapse] * window * per_square;
            }
        }
    }
    drop(all);
    add_spread(back.parameter("tau"), Array1::from(of_tau).into_dyn());
    Ok(of_given_columns(of_input, tape.columns))
}
