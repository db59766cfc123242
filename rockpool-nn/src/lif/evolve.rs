//! The evolution of all batches.

use super::Lif;
use super::batch::{Batch, Scratch};
use super::constants::Constants;
use super::series::{Rows, Series};
use crate::{Evolve, Float, Input, Recorder};
use core::fmt;
use core::iter::repeat_n;
use ndarray::{Array2, Array3, Array4, ArrayView3};
use rockpool_core::prelude::*;

impl<F: Float> Evolve for Lif<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        let (n_out, n_syn) = self.isyn.dim();
        let input = input.series(Self::REGISTRY.name(), n_out * n_syn)?;
        let Some(constants) = Constants::of(self) else {
            return Err(self.check().err().unwrap_or_else(|| Error::other(Misfit)));
        };
        let (batches, steps, _) = input.dim();
        let mut run = Run {
            output: Array3::zeros((batches, steps, n_out)),
            isyn: Array3::zeros((batches, n_out, n_syn)),
            vmem: Array2::zeros((batches, n_out)),
        };
        run.isyn.assign(&self.isyn);
        run.vmem.assign(&self.vmem);
        if R::KEEPS_SERIES {
            let mut irec = Array4::zeros((batches, steps, n_out, n_syn));
            let mut isyn = irec.clone();
            let mut vmem = run.output.clone();
            let rows = pieces(irec.as_slice_mut(), batches)
                .zip(pieces(isyn.as_slice_mut(), batches))
                .zip(pieces(vmem.as_slice_mut(), batches))
                .map(|((irec, isyn), vmem)| Rows { irec, isyn, vmem });
            run.all_batches(self, &input, &constants, rows);
            recorder.series("irec", || irec)?;
            recorder.series("spikes", || run.output.clone())?;
            recorder.series("isyn", || isyn)?;
            recorder.series("vmem", || vmem)?;
        } else {
            run.all_batches(self, &input, &constants, repeat_n((), batches));
        }
        run.finish(self, recorder)
    }
}

/// An evolution of all batches.
struct Run<F> {
    /// `(B, T, n_out)`
    output: Array3<F>,
    /// `(B, n_out, n_syn)`: the state of every batch.
    isyn: Array3<F>,
    /// `(B, n_out)`
    vmem: Array2<F>,
}

impl<F: Float> Run<F> {
    fn all_batches<S: Series<F>>(
        &mut self,
        lif: &Lif<F>,
        input: &ArrayView3<'_, F>,
        constants: &Constants<F>,
        series: impl Iterator<Item = S>,
    ) {
        let batches = self.vmem.nrows();
        let (n_in, n_out) = (lif.isyn.len(), lif.vmem.len());
        let w_rec = lif.w_rec.as_ref().map(|w_rec| w_rec.as_standard_layout());
        let w_rec = w_rec.as_ref().and_then(|w_rec| w_rec.as_slice()).unwrap_or_default();
        let is_noisy = lif.noise_std > F::zero();
        let only_if = |is_needed: bool, length: usize| if is_needed { batches * length } else { 0 };

        let spikes = lif.spikes.to_vec();
        let mut frame = vec![F::zero(); batches * n_in];
        let mut irec = vec![F::zero(); only_if(!w_rec.is_empty(), n_in)];
        let mut fired = vec![0; only_if(!w_rec.is_empty(), n_out)];
        let mut zeta = vec![F::zero(); only_if(is_noisy, n_out)];
        let scratch = pieces(Some(&mut frame), batches)
            .zip(pieces(Some(&mut irec), batches))
            .zip(pieces(Some(&mut fired), batches))
            .zip(pieces(Some(&mut zeta), batches))
            .map(|(((frame, irec), fired), zeta)| Scratch { frame, irec, fired, zeta });
        let noise = lif.origin.key().unwrap_or_default().at("noise_std").at(&lif.noise_position.to_string());

        let all = input
            .outer_iter()
            .zip(pieces(self.isyn.as_slice_mut(), batches))
            .zip(pieces(self.vmem.as_slice_mut(), batches))
            .zip(pieces(self.output.as_slice_mut(), batches))
            .zip(series.zip(scratch))
            .enumerate()
            .map(|(batch, ((((input, isyn), vmem), output), (series, scratch)))| {
                let key = noise.at_index(batch);
                Batch { input, spikes: &spikes, isyn, vmem, output, series, scratch, key }
            });
        run_each(all.collect(), input.len(), |batch| batch.run(constants, w_rec));
    }

    /// Stores the state of batch 0, and tells those of all.
    fn finish<R: Recorder>(self, lif: &mut Lif<F>, recorder: &mut R) -> Result<Array3<F>, Error> {
        let Self { output, isyn, vmem } = self;
        lif.noise_position += u64::from(lif.noise_std > F::zero());
        let spikes = last_spikes(&output, lif);
        for (state, all) in [(&mut lif.spikes, &spikes), (&mut lif.vmem, &vmem)] {
            if let Some(first) = all.outer_iter().next() {
                state.assign(&first);
            }
        }
        if let Some(first) = isyn.outer_iter().next() {
            lif.isyn.assign(&first);
        }
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

/// The parts of all batches.
fn pieces<T>(all: Option<&mut [T]>, batches: usize) -> impl Iterator<Item = &mut [T]> {
    let mut rest = all.unwrap_or_default();
    let length = rest.len() / batches.max(1);
    (0..batches).map(move |_| rest.split_off_mut(..length).unwrap_or_default())
}

/// Runs batches on all cores, where there is enough to do for them.
fn run_each<T: Send>(mut batches: Vec<T>, inputs: usize, run: impl Fn(&mut T) + Send + Sync) {
    /// Below this, threads take longer to start than the batches.
    #[cfg(feature = "rayon")]
    const WORTHWHILE: usize = 1 << 14;
    #[cfg(feature = "rayon")]
    if batches.len() > 1 && inputs >= WORTHWHILE {
        use rayon::prelude::*;
        batches.par_iter_mut().for_each(run);
        return;
    }
    let _ = inputs;
    batches.iter_mut().for_each(run);
}

/// After direct writes to fields, where the dims agree, yet not with each other.
#[derive(Clone, Copy, Debug)]
struct Misfit;

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the arrays of `Lif` have lengths that do not fit together")
    }
}

impl core::error::Error for Misfit {}
