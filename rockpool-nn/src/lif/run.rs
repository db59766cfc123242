//! An evolution of all batches.

use super::Lif;
use super::block::{Block, Scratch};
use super::constants::Constants;
use super::series::Series;
use super::team::{Size, run_all};
use crate::batches::store_first;
use crate::manner::Idle;
use crate::noise::Noise;
use crate::parallel::pieces;
use crate::rows::Matrix;
use crate::{Float, Recorder};
use ndarray::{Array2, Array3, ArrayView3, Axis, Slice};
use rockpool_core::prelude::*;

pub(super) struct Run<F> {
    pub(super) size: Size,
    /// `(B, T, n_out)`
    pub(super) output: Array3<F>,
    /// `(B, n_out)`: the spikes of the step before the first, where somebody asks for them.
    pub(super) before: Option<Array2<F>>,
    /// `(B, n_out, n_syn)`: the state of every batch.
    pub(super) isyn: Array3<F>,
    /// `(B, n_out)`
    pub(super) vmem: Array2<F>,
    pub(super) idle: Idle<F>,
}

impl<F: Float> Run<F> {
    /// Runs all batches, in blocks of as many neurons as stay `together`; `series` has an element
    /// for each block of each batch. Without `input`, the output holds it.
    pub(super) fn all_batches<S: Series<F>>(
        &mut self,
        lif: &Lif<F>,
        input: Option<ArrayView3<'_, F>>,
        constants: &Constants<Vec<F>, F>,
        noise: &Noise<F>,
        together: usize,
        mut series: impl Iterator<Item = S>,
    ) {
        let Size { batches, n_in, n_out, is_recurrent, .. } = self.size;
        let n_syn = n_in / n_out.max(1);
        let w_rec = lif.w_rec.as_ref().map(|w_rec| w_rec.as_standard_layout());
        let w_rec = w_rec.as_ref().and_then(|w_rec| w_rec.as_slice()).unwrap_or_default();
        let w_rec = Matrix::new(w_rec, n_in, batches * self.size.steps, self.size.batches_in_a_group());

        let mut blocks = Vec::new();
        let before = self.before.as_ref().and_then(|before| before.as_slice()).unwrap_or_default();
        let all = pieces(self.isyn.as_slice_mut(), batches, 1)
            .zip(pieces(self.vmem.as_slice_mut(), batches, 1))
            .zip(pieces(self.idle.steps.as_slice_mut(), batches, 1))
            .zip(self.output.outer_iter_mut());
        for (batch, (((isyn, vmem), idle), mut output)) in all.enumerate() {
            let input = input.as_ref().map(|input| input.index_axis(Axis(0), batch));
            let before = before.get(batch * n_out..(batch + 1) * n_out).unwrap_or_default();
            let starts = (0..n_out).step_by(together.max(1));
            let states = isyn.chunks_mut((together * n_syn).max(1)).zip(vmem.chunks_mut(together.max(1)));
            let mut idle = idle;
            for ((start, (isyn, vmem)), series) in starts.zip(states).zip(&mut series) {
                let neurons = start..start + vmem.len();
                let columns = Slice::from(start * n_syn..neurons.end * n_syn);
                let input = input.map(|input| match input.ncols() == n_in {
                    true => input.slice_axis_move(Axis(1), columns),
                    false => input,
                });
                let (own, rest) = output.split_at(Axis(1), vmem.len());
                output = rest;
                let resting = vmem.len().min(idle.len());
                blocks.push(Block {
                    constants: constants.part(neurons.clone()),
                    input,
                    scratch: Scratch::new(
                        [isyn.len(), vmem.len()],
                        [is_recurrent, S::LISTS],
                        noise.is_heard(),
                        resting,
                    ),
                    isyn,
                    vmem,
                    idle: idle.split_off_mut(..resting).unwrap_or_default(),
                    output: own,
                    series,
                    noise: noise.of_batch(batch),
                    before: before.get(neurons.clone()).unwrap_or_default(),
                    neurons,
                });
            }
        }
        run_all(blocks, self.size, &w_rec);
    }

    /// Tells the states of all batches, and stores that of batch 0.
    pub(super) fn finish<R: Recorder>(
        self,
        lif: &mut Lif<F>,
        noise: Noise<F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        let spikes = self.last_spikes(lif);
        let Self { size, output, isyn, vmem, idle, .. } = self;
        if R::KEEPS_LAST {
            recorder.last("spikes", || spikes.clone())?;
            recorder.last("isyn", || isyn.clone())?;
            recorder.last("vmem", || vmem.clone())?;
        }
        idle.finish(&mut lif.refractory, recorder)?;
        noise.finish(&mut lif.noise_position, size.steps, recorder)?;
        store_first(&mut lif.spikes, &spikes);
        store_first(&mut lif.vmem, &vmem);
        store_first(&mut lif.isyn, &isyn);
        Ok(output)
    }

    /// The spikes of the last step of every batch; without a step, those before the first.
    fn last_spikes(&self, lif: &Lif<F>) -> Array2<F> {
        let (batches, steps, n_out) = self.output.dim();
        if let (0, Some(before)) = (steps, &self.before) {
            return before.clone();
        }
        let mut last = Array2::zeros((batches, n_out));
        match steps.checked_sub(1) {
            Some(step) => last.assign(&self.output.index_axis(Axis(1), step)),
            None => last.assign(&lif.spikes),
        }
        last
    }
}
