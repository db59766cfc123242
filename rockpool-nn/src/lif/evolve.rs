//! The evolution of all batches.

use super::back::Taping;
use super::block::{Block, Scratch};
use super::constants::Constants;
use super::series::{Rows, Series};
use super::team::{Size, run_all};
use super::{Lif, back};
use crate::batches::{for_each_batch, store_first};
use crate::noise::Noise;
use crate::parallel::pieces;
use crate::rows::Matrix;
use crate::spread::misfit;
use crate::{Back, Evolve, Float, Input, Recorder};
use core::iter::repeat_n;
use ndarray::{Array2, Array3, Array4, ArrayView3, Axis, Slice};
use rockpool_core::prelude::*;

impl<F: Float> Evolve for Lif<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        let (n_out, n_syn) = self.isyn.dim();
        let n_in = n_out * n_syn;
        let input = input.series(Self::REGISTRY.name(), n_in)?;
        let Some(constants) = Constants::of(self) else { return Err(misfit(self)) };
        let (batches, steps, columns) = input.dim();
        // Spikes may take the place of the inputs that they came from.
        let is_in_place =
            n_syn == 1 && input.is_owned() && input.is_standard_layout() && input.dim().2 == n_in;
        let (input, output) = match is_in_place {
            true => (None, input.into_owned()),
            false => (Some(input), Array3::zeros((batches, steps, n_out))),
        };
        let input = input.as_ref().map(|input| input.view());
        let mut run = Run {
            size: Size { batches, steps, n_in, n_out, is_recurrent: self.w_rec.is_some() },
            output,
            isyn: for_each_batch(&self.isyn, batches),
            vmem: for_each_batch(&self.vmem, batches),
        };
        if R::KEEPS_SERIES {
            let mut irec = Array4::zeros((batches, steps, n_out, n_syn));
            let mut isyn = irec.clone();
            let mut vmem = run.output.clone();
            let rows = pieces(irec.as_slice_mut(), batches, 1)
                .zip(pieces(isyn.as_slice_mut(), batches, 1))
                .zip(pieces(vmem.as_slice_mut(), batches, 1))
                .map(|((irec, isyn), vmem)| Rows { irec, isyn, vmem });
            run.all_batches(self, input, &constants, n_out, rows);
            recorder.series("irec", || irec)?;
            recorder.series("spikes", || run.output.clone())?;
            recorder.series("isyn", || isyn)?;
            recorder.series("vmem", || vmem)?;
        } else if R::KEEPS_TAPE {
            let mut tape = Taping::new(self, &run, columns);
            run.all_batches(self, input, &constants, n_out, tape.rows(batches));
            recorder.tape(|| tape.finish(&run.output));
        } else {
            // Noise is drawn for all neurons of a batch in their order.
            let is_noisy = self.noise_std > F::zero();
            let together = if is_noisy { n_out } else { run.size.neurons_in_a_block() };
            let blocks = batches * n_out.div_ceil(together.max(1)).max(1);
            run.all_batches(self, input, &constants, together, repeat_n((), blocks));
        }
        run.finish(self, recorder)
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}

/// An evolution of all batches.
pub(super) struct Run<F> {
    pub(super) size: Size,
    /// `(B, T, n_out)`
    pub(super) output: Array3<F>,
    /// `(B, n_out, n_syn)`: the state of every batch.
    isyn: Array3<F>,
    /// `(B, n_out)`
    pub(super) vmem: Array2<F>,
}

impl<F: Float> Run<F> {
    /// Runs all batches, in blocks of as many neurons as stay `together`; `series` has an element
    /// for each block of each batch. Without `input`, the output holds it.
    fn all_batches<S: Series<F>>(
        &mut self,
        lif: &Lif<F>,
        input: Option<ArrayView3<'_, F>>,
        constants: &Constants<Vec<F>, F>,
        together: usize,
        mut series: impl Iterator<Item = S>,
    ) {
        let Size { batches, n_in, n_out, is_recurrent, .. } = self.size;
        let n_syn = n_in / n_out.max(1);
        let w_rec = lif.w_rec.as_ref().map(|w_rec| w_rec.as_standard_layout());
        let w_rec = w_rec.as_ref().and_then(|w_rec| w_rec.as_slice()).unwrap_or_default();
        let w_rec = Matrix::new(w_rec, n_in, batches * self.size.steps, self.size.batches_in_a_group());
        let noise = Noise::new(&lif.origin, lif.noise_position, lif.noise_std, lif.dt);

        let mut blocks = Vec::new();
        let all = pieces(self.isyn.as_slice_mut(), batches, 1)
            .zip(pieces(self.vmem.as_slice_mut(), batches, 1))
            .zip(self.output.outer_iter_mut());
        for (batch, ((isyn, vmem), mut output)) in all.enumerate() {
            let input = input.as_ref().map(|input| input.index_axis(Axis(0), batch));
            let starts = (0..n_out).step_by(together.max(1));
            let states = isyn.chunks_mut((together * n_syn).max(1)).zip(vmem.chunks_mut(together.max(1)));
            for ((start, (isyn, vmem)), series) in starts.zip(states).zip(&mut series) {
                let neurons = start..start + vmem.len();
                let columns = Slice::from(start * n_syn..neurons.end * n_syn);
                let input = input.map(|input| match input.ncols() == n_in {
                    true => input.slice_axis_move(Axis(1), columns),
                    false => input,
                });
                let (own, rest) = output.split_at(Axis(1), vmem.len());
                output = rest;
                blocks.push(Block {
                    constants: constants.part(neurons.clone()),
                    input,
                    scratch: Scratch::new(isyn.len(), vmem.len(), is_recurrent, noise.is_heard()),
                    isyn,
                    vmem,
                    output: own,
                    series,
                    zeta: noise.draws(batch),
                    neurons,
                });
            }
        }
        run_all(blocks, self.size, &w_rec, &lif.spikes.to_vec());
    }

    /// Stores the state of batch 0, and tells those of all.
    fn finish<R: Recorder>(self, lif: &mut Lif<F>, recorder: &mut R) -> Result<Array3<F>, Error> {
        let Self { output, isyn, vmem, .. } = self;
        lif.noise_position += u64::from(lif.noise_std > F::zero());
        let spikes = last_spikes(&output, lif);
        store_first(&mut lif.spikes, &spikes);
        store_first(&mut lif.vmem, &vmem);
        store_first(&mut lif.isyn, &isyn);
        recorder.last("spikes", || spikes)?;
        recorder.last("isyn", || isyn)?;
        recorder.last("vmem", || vmem)?;
        Ok(output)
    }
}

/// The spikes of the last step of every batch; without a step, those that were stored.
fn last_spikes<F: Float>(output: &Array3<F>, lif: &Lif<F>) -> Array2<F> {
    let (batches, _, n_out) = output.dim();
    let mut last = Array2::zeros((batches, n_out));
    for (mut last, output) in last.outer_iter_mut().zip(output.outer_iter()) {
        match output.outer_iter().next_back() {
            Some(step) => last.assign(&step),
            None => last.assign(&lif.spikes),
        }
    }
    last
}
