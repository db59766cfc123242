//! One batch from its first step to its last.

use super::constants::Constants;
use super::series::Series;
use super::step::{fire, membranes, recur, synapses};
use crate::Float;
use ndarray::ArrayView2;
use rand_distr::{Distribution, StandardNormal};
use rockpool_core::Key;

/// One batch: its input, its state, scratch, and where its output goes. All scratch is made before
/// the first step of the first batch.
pub(super) struct Batch<'a, F, S> {
    /// `(T, n_in)` or `(T, 1)`
    pub(super) input: ArrayView2<'a, F>,
    /// The spikes of the step before the first.
    pub(super) spikes: &'a [F],
    /// At first the stored state, in the end that of this batch.
    pub(super) isyn: &'a mut [F],
    pub(super) vmem: &'a mut [F],
    /// `(T, n_out)`
    pub(super) output: &'a mut [F],
    pub(super) series: S,
    pub(super) scratch: Scratch<'a, F>,
    /// Of the noise.
    pub(super) key: Key,
}

/// What a step needs for itself.
pub(super) struct Scratch<'a, F> {
    /// `n_in`
    pub(super) frame: &'a mut [F],
    /// `n_in`, empty where nothing is recurrent
    pub(super) irec: &'a mut [F],
    /// `n_out`, empty where nothing is recurrent
    pub(super) fired: &'a mut [usize],
    /// `n_out`, empty without noise
    pub(super) zeta: &'a mut [F],
}

impl<F: Float, S: Series<F>> Batch<'_, F, S> {
    /// Runs all steps; `w_rec` is row-major, and empty where nothing is recurrent.
    pub(super) fn run(&mut self, constants: &Constants<F>, w_rec: &[F]) {
        let Self { input, isyn, vmem, series, scratch: Scratch { frame, irec, fired, zeta }, .. } = self;
        let Constants { alpha, beta, bias, threshold, noise, most_spikes } = constants;
        let mut rng = (!zeta.is_empty()).then(|| self.key.rng());
        let mut before = self.spikes;
        let mut output = &mut *self.output;
        for (step, row) in input.rows().into_iter().enumerate() {
            let Some(spikes) = output.split_off_mut(..vmem.len()) else { return };
            let x = match row.to_slice() {
                Some(x) if x.len() == isyn.len() => x,
                _ => {
                    frame.iter_mut().zip(row.iter().cycle()).for_each(|(slot, &x)| *slot = x);
                    &**frame
                }
            };
            if !irec.is_empty() {
                recur(before, w_rec, fired, irec);
            }
            if let Some(rng) = &mut rng {
                let mut normal = || F::of(StandardNormal.sample(rng));
                zeta.iter_mut().for_each(|zeta| *zeta = *noise * normal());
            }
            synapses(isyn, x, irec, beta);
            membranes(vmem, alpha, isyn, zeta, bias);
            fire(vmem, threshold, *most_spikes, spikes);
            series.keep(step, irec, isyn, vmem);
            before = spikes;
        }
    }
}
