//! What membranes leave for the way back.

use crate::Float;
use crate::gradient::GradientError;
use crate::memory::Lent;
use crate::rows::{Kept, Lists};
use ndarray::{Array3, ArrayView2, Axis};
use rockpool_core::prelude::*;

/// What membranes leave for the way back.
#[derive(Debug)]
pub(crate) struct SpikeTape<F: Float> {
    batches: usize,
    pub(super) steps: usize,
    n_out: usize,
    n_in: usize,
    /// How many columns the input had.
    columns: usize,
    /// `(B, T, stride(n_out))`: potentials before spikes take theirs off.
    pub(super) v: Lent<F>,
    /// Synaptic currents `(B, T, stride(n_in))`; empty where nobody asks for them.
    pub(super) isyn: Lent<F>,
    /// `(B, T, n_out)`
    pub(super) spikes: Kept<F>,
    /// The state before the first step, `(B, n_out)`.
    pub(super) start_vmem: Vec<F>,
    pub(super) start_spikes: Vec<F>,
}

impl<F: Float> SpikeTape<F> {
    pub(crate) fn new(
        [columns, n_in, steps]: [usize; 3],
        spikes: Kept<F>,
        [v, isyn]: [Lent<F>; 2],
        start_vmem: ArrayView2<'_, F>,
        start_spikes: Option<ArrayView2<'_, F>>,
    ) -> Self {
        let (batches, n_out) = start_vmem.dim();
        Self {
            batches,
            steps,
            n_out,
            n_in,
            columns,
            v,
            isyn,
            spikes,
            start_vmem: start_vmem.iter().copied().collect(),
            start_spikes: start_spikes.iter().flatten().copied().collect(),
        }
    }

    /// # Errors
    /// The tape was made by a module of another size.
    pub(super) fn fits(&self, batches: usize, steps: usize, n_out: usize, n_in: usize) -> Result<(), Error> {
        let fits = [self.batches, self.steps, self.n_out, self.n_in] == [batches, steps, n_out, n_in];
        if fits { Ok(()) } else { Err(Error::other(GradientError::Tape)) }
    }

    /// Of every neuron, the frames in which its spikes of the step before are heard, those at the
    /// start among them.
    pub(super) fn heard(&self) -> Lists<F> {
        let mut counts = vec![0; self.n_out];
        for (neuron, count) in counts.iter_mut().enumerate() {
            let starts = self.start_spikes.iter().skip(neuron).step_by(self.n_out.max(1));
            *count += starts.filter(|&&s| !s.is_nothing()).count();
        }
        for frame in (0..self.batches * self.steps).filter(|frame| (frame + 1) % self.steps != 0) {
            self.spikes.listed(frame).0.iter().for_each(|&neuron| counts[neuron as usize] += 1);
        }
        let mut heard = Lists::with_room(&counts);
        for frame in 0..self.batches * self.steps {
            if frame % self.steps == 0 {
                let batch = frame / self.steps;
                let starts = self.start_spikes.get(batch * self.n_out..).unwrap_or_default();
                for (neuron, &s) in starts.iter().take(self.n_out).enumerate() {
                    if !s.is_nothing() {
                        heard.push(neuron, frame, s);
                    }
                }
            } else {
                let (neurons, counts) = self.spikes.listed(frame - 1);
                neurons.iter().zip(counts).for_each(|(&neuron, &s)| heard.push(neuron as usize, frame, s));
            }
        }
        heard
    }

    /// The gradient of the input as it was given: a single column went to all.
    pub(super) fn of_given_columns(&self, of_input: Array3<F>) -> Array3<F> {
        of_given_columns(of_input, self.columns)
    }
}

/// The gradient of an input of so many columns, from that of all `n`.
pub(crate) fn of_given_columns<F: Float>(of_input: Array3<F>, columns: usize) -> Array3<F> {
    match columns == of_input.dim().2 {
        true => of_input,
        false => of_input.sum_axis(Axis(2)).insert_axis(Axis(2)),
    }
}
