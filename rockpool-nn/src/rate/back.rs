//! What an evolution of `Rate` leaves, and the way back.

use super::{Constants, Rate};
use crate::batches::standard;
use crate::gradient::GradientError;
use crate::membrane::of_given_columns;
use crate::parallel::{self, pieces};
use crate::rows::{Lists, Rows, add_outer, stride};
use crate::spread::{add_flat, add_spread, misfit, spread};
use crate::{Back, Float};
use fearless_simd::{Level, Simd, dispatch};
use ndarray::{Array1, Array2, Array3, Axis};
use rockpool_core::prelude::*;

/// What an evolution leaves.
pub(super) struct RateTape<F> {
    /// How many columns the input had.
    columns: usize,
    /// After each step, `(B, T, n)`.
    x: Array3<F>,
    /// Before the first step, `(B, n)`.
    start: Array2<F>,
}

impl<F: Float> RateTape<F> {
    /// The tape of an evolution from this state.
    pub(super) fn new(start: Array2<F>, columns: usize, x: Array3<F>) -> Self {
        Self { columns, x, start }
    }
}

/// The way back through one batch.
struct Batch<'a, F> {
    x: &'a [F],
    start: &'a [F],
    /// Gradients of outputs, which those of inputs replace.
    of: &'a mut [F],
    /// At first the gradient of the final state, in the end that of the initial one.
    of_x: Vec<F>,
    /// What the next step passes back to activations.
    of_heard: Vec<F>,
    of_alpha: Vec<F>,
    of_bias: Vec<F>,
    of_threshold: Vec<F>,
}

impl<F: Float> Batch<'_, F> {
    /// `x = x + (-x + in + bias + h(x) · w_rec) * alpha`, and `output = h(x)`, in reverse.
    #[inline(always)]
    fn run<S: Simd>(
        &mut self,
        simd: S,
        rate: &Rate<F>,
        constants: &Constants<F>,
        w_rec: Option<&Rows<F>>,
        cuts: &[bool],
    ) {
        let n = self.of_x.len();
        let steps = self.of.len() / n.max(1);
        let rows: Vec<u32> = (0..n as u32).collect();
        let mut of_recurrence = vec![F::zero(); stride(n)];
        let derivatives = |x: F, threshold: F| rate.act_fn.derivatives(x, threshold).unwrap_or([F::nan(); 2]);
        for step in (0..steps).rev() {
            let x = &self.x[step * n..][..n];
            if step + 1 < steps && cuts[step + 1] {
                // The state is cut off, but not the threshold from what the state activates.
                let neurons =
                    self.of_threshold.iter_mut().zip(&self.of_heard).zip(x).zip(&constants.threshold);
                for (((of_threshold, &of_heard), &x), &threshold) in neurons {
                    *of_threshold += of_heard * derivatives(x, threshold)[1];
                }
                self.of_x.fill(F::zero());
                self.of_heard.fill(F::zero());
            }
            let before = match step.checked_sub(1) {
                Some(before) => &self.x[before * n..][..n],
                None => self.start,
            };
            let of = &mut self.of[step * n..][..n];
            for neuron in 0..n {
                let of_activation = of[neuron] + self.of_heard[neuron];
                let [over_x, over_threshold] = derivatives(x[neuron], constants.threshold[neuron]);
                self.of_threshold[neuron] += of_activation * over_threshold;
                let of_x = self.of_x[neuron] + of_activation * over_x;
                let alpha = constants.alpha[neuron];
                // The change of `x` is `alpha` times what drives it.
                self.of_alpha[neuron] += of_x * ((x[neuron] - before[neuron]) / alpha);
                of[neuron] = of_x * alpha;
                self.of_bias[neuron] += of[neuron];
                self.of_x[neuron] = of_x - of[neuron];
            }
            if let Some(w_rec) = w_rec {
                of_recurrence[..n].copy_from_slice(of);
                w_rec.dots(simd, &rows, &of_recurrence, 0, &mut self.of_heard);
            }
        }
        // The activation of the state at the start is heard in the first step.
        for neuron in 0..n {
            let of_heard = if steps > 0 { self.of_heard[neuron] } else { F::zero() };
            let [over_x, over_threshold] = derivatives(self.start[neuron], constants.threshold[neuron]);
            if !of_heard.is_nothing() {
                self.of_threshold[neuron] += of_heard * over_threshold;
                self.of_x[neuron] += of_heard * over_x;
            }
        }
    }
}

/// From the gradient of activations to that of inputs.
pub(super) fn back<F: Float>(
    rate: &Rate<F>,
    of_output: Array3<F>,
    back: &mut Back<'_, F>,
) -> Result<Array3<F>, Error> {
    let tape = back.take::<RateTape<F>>()?;
    let (batches, steps, n) = of_output.dim();
    if tape.x.dim() != of_output.dim() || n != rate.x.len() {
        return Err(Error::other(GradientError::Tape));
    }
    if rate.act_fn.derivatives(F::zero(), F::zero()).is_none() {
        let (what, way_out) = ("the activation function", "Activation::differentiable");
        return Err(Error::other(GradientError::Derivative { what, way_out }));
    }
    let Some(constants) = Constants::of(rate) else { return Err(misfit(rate)) };
    let Some(tau) = spread(&rate.tau, n) else { return Err(misfit(rate)) };
    let w_rec = rate.w_rec.as_ref().map(|w_rec| w_rec.as_standard_layout());
    let w_rec = w_rec.as_ref().and_then(|w_rec| w_rec.as_slice()).unwrap_or_default();
    let padded = (!w_rec.is_empty()).then(|| Rows::new(w_rec, n));
    let cuts: Vec<bool> = (0..=steps).map(|step| back.is_cut_before(step)).collect();
    let mut of_input = standard(of_output);
    let x = tape.x.as_slice().unwrap_or_default();
    let start = tape.start.as_slice().unwrap_or_default();
    let zeros = || vec![F::zero(); n];
    let mut all: Vec<_> = pieces(of_input.as_slice_mut(), batches, 1)
        .enumerate()
        .map(|(batch, of)| Batch {
            x: &x[batch * steps * n..][..steps * n],
            start: &start[batch * n..][..n],
            of,
            of_x: back.state("x").map_or_else(zeros, |state| state.row(batch).to_vec()),
            of_heard: zeros(),
            of_alpha: zeros(),
            of_bias: zeros(),
            of_threshold: zeros(),
        })
        .collect();
    let work = batches * steps * n * if w_rec.is_empty() { 8 } else { n };
    parallel::run_each(&mut all, work, |batch| {
        dispatch!(Level::new(), simd => batch.run(simd, rate, &constants, padded.as_ref(), &cuts));
    });

    let [mut of_tau, mut of_bias, mut of_threshold] = [(); 3].map(|()| zeros());
    for (index, batch) in all.iter().enumerate() {
        if let Some(mut state) = back.state("x") {
            state.row_mut(index).iter_mut().zip(&batch.of_x).for_each(|(slot, &of)| *slot = of);
        }
        for neuron in 0..n {
            of_tau[neuron] += batch.of_alpha[neuron];
            of_bias[neuron] += batch.of_bias[neuron];
            of_threshold[neuron] += batch.of_threshold[neuron];
        }
    }
    drop(all);
    for (of_tau, &tau) in of_tau.iter_mut().zip(&tau) {
        // Where it counts as another, `alpha` does not depend on it.
        let over_tau =
            if tau < rate.least_tau_in_steps * rate.dt { F::zero() } else { -(rate.dt / tau / tau) };
        *of_tau *= over_tau;
    }
    add_spread(back.parameter("tau"), Array1::from(of_tau).into_dyn());
    add_spread(back.parameter("bias"), Array1::from(of_bias).into_dyn());
    add_spread(back.parameter("threshold"), Array1::from(of_threshold).into_dyn());

    if back.has_parameter("w_rec") {
        let mut sums = vec![F::zero(); w_rec.len()];
        let heard = heard(rate, &tape, &constants);
        add_outer(&heard, of_input.as_slice().unwrap_or_default(), n, &mut sums);
        add_flat(back.parameter("w_rec"), &sums);
    }
    Ok(of_given_columns(of_input, tape.columns))
}

/// Of every neuron, its activation in the step before each.
fn heard<F: Float>(rate: &Rate<F>, tape: &RateTape<F>, constants: &Constants<F>) -> Lists<F> {
    let (batches, steps, n) = tape.x.dim();
    let mut heard = Lists::with_room(&vec![batches * steps; n]);
    let mut activations = vec![F::zero(); n];
    for batch in 0..batches {
        for step in 0..steps {
            let before = match step.checked_sub(1) {
                Some(before) => tape.x.index_axis(Axis(0), batch).index_axis_move(Axis(0), before),
                None => tape.start.row(batch),
            };
            let Some(before) = before.to_slice() else { continue };
            rate.act_fn.apply(before, &constants.threshold, &mut activations);
            for (neuron, &activation) in activations.iter().enumerate() {
                if !activation.is_nothing() {
                    heard.push(neuron, batch * steps + step, activation);
                }
            }
        }
    }
    heard
}
