//! What an evolution of `Lif` leaves, and the way back.

use super::Lif;
use super::run::Run;
use super::series::TapeRows;
use crate::gradient::GradientError;
use crate::membrane::{Neurons, SpikeTape};
use crate::memory::Lent;
use crate::parallel::pieces;
use crate::rows::{Kept, Part, stride};
use crate::spread::{misfit, spread};
use crate::{Back, Float};
use ndarray::{Array2, Array3, Ix2};
use rockpool_core::prelude::*;

/// A tape in the making.
pub(super) struct Taping<F: Float> {
    columns: usize,
    n_in: usize,
    steps: usize,
    v: Lent<F>,
    isyn: Lent<F>,
    /// The spikes of each batch.
    spikes: Vec<Part<F>>,
    start_vmem: Array2<F>,
    start_spikes: Array2<F>,
}

impl<F: Float> Taping<F> {
    /// Before the first step; currents are kept only if their time constants are trainable.
    pub(super) fn new(lif: &Lif<F>, run: &Run<F>, columns: usize) -> Self {
        let (batches, steps, n_out) = run.output.dim();
        let n_in = run.size.n_in;
        let keeps_isyn = lif.parameters().get("tau_syn").is_some();
        let mut start_spikes = Array2::zeros((batches, n_out));
        match &run.before {
            Some(before) => start_spikes.assign(before),
            None => start_spikes.assign(&lif.spikes),
        }
        // More than an eighth makes room for itself.
        let spikes = (0..batches).map(|_| Part::with_room(steps, steps * n_out / 8)).collect();
        Self {
            columns,
            n_in,
            steps,
            spikes,
            v: Lent::new(batches * steps * stride(n_out), F::zero()),
            isyn: Lent::new(if keeps_isyn { batches * steps * stride(n_in) } else { 0 }, F::zero()),
            start_vmem: run.vmem.clone(),
            start_spikes,
        }
    }

    /// The rows of every batch.
    pub(super) fn rows(&mut self, batches: usize) -> impl Iterator<Item = TapeRows<'_, F>> {
        let isyn = pieces(Some(&mut self.isyn), batches, 1);
        let rows = pieces(Some(&mut self.v), batches, 1).zip(isyn).zip(&mut self.spikes);
        rows.map(|((v, isyn), spikes)| TapeRows { v, isyn, spikes })
    }

    pub(super) fn finish(self) -> SpikeTape<F> {
        let Self { columns, n_in, steps, v, isyn, mut spikes, start_vmem, start_spikes } = self;
        spikes.iter_mut().for_each(Part::shrink);
        let spikes = Kept::of_parts(steps, start_vmem.ncols(), spikes);
        SpikeTape::new(
            [columns, n_in, steps],
            spikes,
            [v, isyn],
            start_vmem.view(),
            Some(start_spikes.view()),
        )
    }
}

/// The way back through all steps.
pub(super) fn back<F: Float>(
    lif: &Lif<F>,
    of_output: Array3<F>,
    back: &mut Back<'_, F>,
) -> Result<Array3<F>, Error> {
    let tape = back.take::<SpikeTape<F>>()?;
    if lif.gain.is_some() || lif.v_leak.is_some() || lif.v_reset.is_some() || lif.refractory_period.is_some()
    {
        return Err(Error::other(GradientError::Manner));
    }
    let (n_out, n_syn) = lif.isyn.dim();
    let w_rec = lif.w_rec.as_ref().map(|w_rec| w_rec.as_standard_layout());
    let all = (
        spread(&lif.tau_mem, n_out),
        lif.tau_syn.broadcast(Ix2(n_out, n_syn)),
        spread(&lif.threshold, n_out),
    );
    let (Some(tau_mem), Some(tau_syn), Some(threshold)) = all else { return Err(misfit(lif)) };
    if w_rec.as_ref().is_some_and(|w_rec| w_rec.dim() != (n_out, n_out * n_syn)) {
        return Err(misfit(lif));
    }
    let neurons = Neurons {
        tau_mem,
        tau_syn: Some(tau_syn.iter().copied().collect()),
        threshold,
        w_rec: w_rec.as_ref().and_then(|w_rec| w_rec.as_slice()),
        dt: lif.dt,
        most_spikes: lif.max_spikes_per_dt,
        surrogate: &lif.surrogate,
        learning_window: lif.learning_window,
    };
    neurons.back(&tape, of_output, back)
}
