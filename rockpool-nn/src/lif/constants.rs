//! What stays the same during an evolution, spread over neurons.

use super::Lif;
use crate::Float;
use crate::spread::spread;
use core::ops::Range;
use ndarray::Ix2;

/// What stays the same during an evolution: arrays `A` of `n_out` elements, `beta` of `n_in`.
pub(super) struct Constants<A, F> {
    /// What is left of a membrane potential after a step.
    pub(super) alpha: A,
    /// What is left of a synaptic current after a step.
    pub(super) beta: A,
    pub(super) bias: A,
    pub(super) threshold: A,
    pub(super) most_spikes: F,
}

impl<F: Float> Constants<Vec<F>, F> {
    /// The constants; `None` if arrays do not fit the neurons there are.
    pub(super) fn of(lif: &Lif<F>) -> Option<Self> {
        let (n_out, n_syn) = lif.isyn.dim();
        let fits_w_rec = lif.w_rec.as_ref().is_none_or(|w_rec| w_rec.dim() == (n_out, n_out * n_syn));
        if lif.vmem.len() != n_out || lif.spikes.len() != n_out || !fits_w_rec {
            return None;
        }
        let decay = |tau: F| (-lif.dt / tau).exp();
        Some(Self {
            alpha: spread(&lif.tau_mem, n_out)?.into_iter().map(decay).collect(),
            beta: lif.tau_syn.broadcast(Ix2(n_out, n_syn))?.iter().map(|&tau| decay(tau)).collect(),
            bias: spread(&lif.bias, n_out)?,
            threshold: spread(&lif.threshold, n_out)?,
            most_spikes: lif.max_spikes_per_dt,
        })
    }

    /// Those of some neurons.
    pub(super) fn part(&self, neurons: Range<usize>) -> Constants<&[F], F> {
        let n_syn = self.beta.len() / self.alpha.len().max(1);
        Constants {
            alpha: &self.alpha[neurons.clone()],
            beta: &self.beta[neurons.start * n_syn..neurons.end * n_syn],
            bias: &self.bias[neurons.clone()],
            threshold: &self.threshold[neurons],
            most_spikes: self.most_spikes,
        }
    }
}
