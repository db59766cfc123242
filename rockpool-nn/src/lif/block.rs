//! Some neurons of one batch, from the first step to the last.

use super::constants::Constants;
use super::series::Series;
use super::step::{fire, membranes, synapses};
use crate::Float;
use crate::rows::Nonzeros;
use crate::simd::vectorized;
use core::ops::Range;
use ndarray::{ArrayView2, ArrayViewMut2};
use rand_distr::{Distribution, StandardNormal};
use rockpool_core::Key;

/// Some neurons of one batch, with their inputs, their state, and where their output goes.
pub(super) struct Block<'a, F, S> {
    pub(super) constants: Constants<&'a [F], F>,
    /// `(T, n)`, the inputs of these neurons, or `(T, 1)`; absent where `output` holds them at first
    pub(super) input: Option<ArrayView2<'a, F>>,
    /// At first the stored state, in the end that of this batch.
    pub(super) isyn: &'a mut [F],
    pub(super) vmem: &'a mut [F],
    /// `(T, n)`, the spikes of these neurons
    pub(super) output: ArrayViewMut2<'a, F>,
    pub(super) series: S,
    pub(super) scratch: Scratch<F>,
    /// Of the noise, where there is some.
    pub(super) key: Option<Key>,
    pub(super) neurons: Range<usize>,
}

/// What a step needs for itself; made before the first step of the first batch.
pub(super) struct Scratch<F> {
    /// The input of a step, where it does not lie in one piece.
    frame: Vec<F>,
    /// Empty where nothing is recurrent.
    irec: Vec<F>,
    /// The spikes of the last step, where something is recurrent.
    fired: Nonzeros<F>,
    /// Empty without noise.
    zeta: Vec<F>,
}

impl<F: Float> Scratch<F> {
    pub(super) fn new(n_in: usize, n_out: usize, is_recurrent: bool, is_noisy: bool) -> Self {
        let only_if = |is_needed: bool, length| if is_needed { length } else { 0 };
        Self {
            frame: vec![F::zero(); n_in],
            irec: vec![F::zero(); only_if(is_recurrent, n_in)],
            fired: Nonzeros::with_room(only_if(is_recurrent, n_out)),
            zeta: vec![F::zero(); only_if(is_noisy, n_out)],
        }
    }
}

/// Recurrent weights, and the spikes of the step before.
#[derive(Clone, Copy)]
pub(super) struct Recurrence<'a, F> {
    /// Row-major, with rows of `n_in`.
    pub(super) w_rec: &'a [F],
    pub(super) n_in: usize,
    pub(super) fired: &'a Nonzeros<F>,
}

impl<F: Float, S: Series<F>> Block<'_, F, S> {
    /// All steps of a block that hears no other.
    pub(super) fn run(&mut self) {
        vectorized(
            #[inline(always)]
            || {
                let mut rng = self.key.as_ref().map(|key| key.rng());
                let mut normal = || match &mut rng {
                    Some(rng) => F::of(StandardNormal.sample(rng)),
                    None => F::zero(),
                };
                for step in 0..self.output.nrows() {
                    self.step(step, None, &mut normal);
                }
            },
        );
    }

    /// All steps of a block that hears itself alone.
    pub(super) fn run_recurrent(&mut self, w_rec: &[F], spikes: &[F]) {
        vectorized(
            #[inline(always)]
            || {
                let n_in = self.isyn.len();
                let mut rng = self.key.as_ref().map(|key| key.rng());
                let mut normal = || match &mut rng {
                    Some(rng) => F::of(StandardNormal.sample(rng)),
                    None => F::zero(),
                };
                let mut fired = Nonzeros::with_room(spikes.len());
                fired.find(0, spikes);
                for step in 0..self.output.nrows() {
                    self.step(step, Some(Recurrence { w_rec, n_in, fired: &fired }), &mut normal);
                    core::mem::swap(&mut fired, &mut self.scratch.fired);
                }
            },
        );
    }

    /// One step of a block that hears others, without noise.
    pub(super) fn step_with_others(&mut self, step: usize, recurrence: Recurrence<'_, F>) {
        vectorized(
            #[inline(always)]
            || self.step(step, Some(recurrence), &mut F::zero),
        );
    }

    /// The spikes of the last step.
    pub(super) fn fired(&self) -> &Nonzeros<F> {
        &self.scratch.fired
    }

    #[inline(always)]
    fn step(&mut self, step: usize, recurrence: Option<Recurrence<'_, F>>, normal: &mut impl FnMut() -> F) {
        let Self { constants, isyn, vmem, series, scratch: Scratch { frame, irec, fired, zeta }, .. } = self;
        let Constants { alpha, beta, bias, threshold, noise, most_spikes } = constants;
        let Some(spikes) = self.output.row_mut(step).into_slice() else { return };
        if let Some(Recurrence { w_rec, n_in, fired }) = recurrence {
            let n_syn = isyn.len() / vmem.len().max(1);
            fired.times(w_rec, n_in, self.neurons.start * n_syn, irec);
        }
        zeta.iter_mut().for_each(|zeta| *zeta = *noise * normal());
        let row = self.input.as_ref().map(|input| input.row(step));
        let x = match row.as_ref().map(|row| row.as_slice()) {
            None => &*spikes,
            Some(Some(x)) if x.len() == isyn.len() => x,
            Some(_) => {
                let row = row.iter().flatten().cycle();
                frame.iter_mut().zip(row).for_each(|(slot, &x)| *slot = x);
                frame
            }
        };
        synapses(isyn, x, irec, beta);
        membranes(vmem, alpha, isyn, zeta, bias);
        fire(vmem, threshold, *most_spikes, spikes);
        if recurrence.is_some() {
            fired.find(self.neurons.start, spikes);
        }
        series.keep(step, irec, isyn, vmem);
    }
}
