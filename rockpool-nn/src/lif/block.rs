//! Some neurons of one batch, from the first step to the last.

use super::constants::Constants;
use super::series::Series;
use super::step::{at_once, fire, membranes, synapses};
use crate::Float;
use crate::noise::Draws;
use crate::rows::{Matrix, Nonzeros};
use crate::spread::amplify;
use core::ops::Range;
use fearless_simd::{Level, Simd, dispatch};
use ndarray::{ArrayView2, ArrayViewMut2};

/// Some neurons of one batch, with their inputs, their state, and where their output goes.
pub(super) struct Block<'a, F, S> {
    pub(super) constants: Constants<&'a [F], F>,
    /// `(T, n)`, the inputs of these neurons, or `(T, 1)`; absent where `output` holds them at first
    pub(super) input: Option<ArrayView2<'a, F>>,
    /// At first the stored state, in the end that of this batch.
    pub(super) isyn: &'a mut [F],
    pub(super) vmem: &'a mut [F],
    /// How many steps each neuron still rests; empty where none ever does.
    pub(super) idle: &'a mut [F],
    /// `(T, n)`, the spikes of these neurons
    pub(super) output: ArrayViewMut2<'a, F>,
    pub(super) series: S,
    pub(super) scratch: Scratch<F>,
    /// Where there is some.
    pub(super) noise: Option<Draws<F>>,
    /// The spikes of these neurons in the step before the first, where something is recurrent.
    pub(super) before: &'a [F],
    pub(super) neurons: Range<usize>,
}

/// What a step needs for itself; made before the first step of the first batch.
pub(super) struct Scratch<F> {
    /// The input of a step, where it does not lie in one piece.
    frame: Vec<F>,
    /// Empty where nothing is recurrent.
    irec: Vec<F>,
    /// The spikes of the last step, where something is recurrent or they are kept as lists.
    fired: Nonzeros<F>,
    /// Empty without noise.
    zeta: Vec<F>,
    /// The potentials before a step; empty where no neuron ever rests.
    held: Vec<F>,
}

impl<F: Float> Scratch<F> {
    pub(super) fn new(
        [n_in, n_out]: [usize; 2],
        [is_recurrent, lists]: [bool; 2],
        is_noisy: bool,
        resting: usize,
    ) -> Self {
        let only_if = |is_needed: bool, length| if is_needed { length } else { 0 };
        Self {
            frame: vec![F::zero(); n_in],
            irec: vec![F::zero(); only_if(is_recurrent, n_in)],
            fired: Nonzeros::with_room(only_if(is_recurrent || lists, n_out)),
            zeta: vec![F::zero(); only_if(is_noisy, n_out)],
            held: vec![F::zero(); resting],
        }
    }
}

impl<F: Float, S: Series<F>> Block<'_, F, S> {
    /// All steps of a block that hears nothing.
    pub(super) fn run(&mut self) {
        dispatch!(Level::new(), simd => self.run_on(simd));
    }

    #[inline(always)]
    fn run_on<V: Simd>(&mut self, simd: V) {
        for step in 0..self.output.nrows() {
            self.step(simd, step);
        }
    }

    /// Takes the spikes of the step before the first.
    pub(super) fn hear(&mut self) {
        let Self { scratch, neurons, before, .. } = self;
        dispatch!(Level::new(), simd => scratch.fired.find(simd, neurons.start, before));
    }

    /// What the spikes of the last step give to some `columns` of these neurons: their own spikes,
    /// or those of all neurons of the batch. Columns begin at a multiple of 64.
    #[inline(always)]
    pub(super) fn recur<V: Simd>(
        &mut self,
        simd: V,
        w_rec: &Matrix<'_, F>,
        all: Option<&Nonzeros<F>>,
        columns: Range<usize>,
    ) {
        let n_syn = self.isyn.len() / self.vmem.len().max(1);
        let start = self.neurons.start * n_syn;
        let Scratch { irec, fired, .. } = &mut self.scratch;
        w_rec.times(simd, all.unwrap_or(fired), start + columns.start, &mut irec[columns]);
    }

    /// How many inputs these neurons have.
    pub(super) fn size_in(&self) -> usize {
        self.isyn.len()
    }

    /// The spikes of the last step.
    pub(super) fn fired(&self) -> &Nonzeros<F> {
        &self.scratch.fired
    }

    /// One step, after `recur` where something is recurrent.
    #[inline(always)]
    pub(super) fn step<V: Simd>(&mut self, simd: V, step: usize) {
        let Self { constants, isyn, vmem, idle, series, scratch, .. } = self;
        let Scratch { frame, irec, fired, zeta, held } = scratch;
        let Constants { alpha, beta, bias, threshold, most_spikes, gain, manner } = constants;
        let Some(spikes) = self.output.row_mut(step).into_slice() else { return };
        if let Some(noise) = &self.noise {
            noise.for_each(step, zeta, |zeta, noise| *zeta = noise);
        }
        let row = self.input.as_ref().map(|input| input.row(step));
        let direct = match row.as_ref().map(|row| row.as_slice()) {
            None => Some(&*spikes),
            Some(Some(x)) if x.len() == isyn.len() => Some(x),
            Some(_) => None,
        };
        let is_plain = manner.is_none() && gain.is_empty() && zeta.is_empty() && irec.is_empty();
        if let (Some(row), true) = (&row, is_plain && !S::SEES_BEFORE && isyn.len() == vmem.len())
            && let Some(x) = row.as_slice().filter(|x| x.len() == isyn.len())
        {
            let constants = [alpha, beta, bias, threshold].map(|constant| &constant[..vmem.len()]);
            at_once(simd, [isyn, vmem], x, constants, *most_spikes, spikes);
            if S::LISTS {
                fired.find(simd, self.neurons.start, spikes);
                series.list(fired);
            }
            series.keep(step, irec, isyn, vmem);
            return;
        }
        let x = match direct {
            Some(x) if gain.is_empty() => x,
            direct => {
                match direct {
                    Some(x) => frame.copy_from_slice(x),
                    None => {
                        let row = row.iter().flatten().cycle();
                        frame.iter_mut().zip(row).for_each(|(slot, &x)| *slot = x);
                    }
                }
                amplify(frame, gain);
                amplify(irec, gain);
                frame
            }
        };
        synapses(isyn, x, irec, beta);
        held.iter_mut().zip(vmem.iter()).for_each(|(held, &vmem)| *held = vmem);
        membranes(vmem, alpha, isyn, zeta, bias);
        series.before(step, vmem);
        match manner {
            None => fire(simd, vmem, threshold, *most_spikes, spikes),
            Some(manner) => manner.fire(vmem, held, idle, threshold, *most_spikes, spikes),
        }
        if S::LISTS || !irec.is_empty() {
            fired.find(simd, self.neurons.start, spikes);
            series.list(fired);
        }
        series.keep(step, irec, isyn, vmem);
    }
}
