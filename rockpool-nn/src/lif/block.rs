//! Some neurons of one batch, from the first step to the last.

use super::constants::Constants;
use super::series::Series;
use super::step::{fire, membranes, synapses};
use crate::Float;
use crate::rows::{Matrix, Nonzeros};
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
    /// `(T, n)`, the spikes of these neurons
    pub(super) output: ArrayViewMut2<'a, F>,
    pub(super) series: S,
    pub(super) scratch: Scratch<F>,
    /// Draws the noise, where there is some.
    pub(super) zeta: Option<Box<dyn FnMut() -> F + Send>>,
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
    pub(super) fn hear(&mut self, spikes: &[F]) {
        let Self { scratch, neurons, .. } = self;
        dispatch!(Level::new(), simd => scratch.fired.find(simd, neurons.start, &spikes[neurons.clone()]));
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
        let Self { constants, isyn, vmem, series, scratch: Scratch { frame, irec, fired, zeta }, .. } = self;
        let Constants { alpha, beta, bias, threshold, most_spikes } = constants;
        let Some(spikes) = self.output.row_mut(step).into_slice() else { return };
        if let Some(draw) = &mut self.zeta {
            zeta.iter_mut().for_each(|zeta| *zeta = draw());
        }
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
        series.before(step, vmem);
        fire(simd, vmem, threshold, *most_spikes, spikes);
        if !irec.is_empty() {
            fired.find(simd, self.neurons.start, spikes);
        }
        series.keep(step, irec, isyn, vmem);
    }
}
