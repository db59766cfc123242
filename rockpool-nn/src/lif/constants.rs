//! What stays the same during an evolution, spread over neurons.

use super::Lif;
use crate::Float;
use crate::manner::Manner;
use crate::spread::{gains, spoil, spread, with_leak};
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
    /// Of no elements where there is none.
    pub(super) gain: A,
    /// What a spike does, where it does not take the threshold off alone.
    pub(super) manner: Option<Manner<A>>,
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
        let mut alpha: Vec<F> = spread(&lif.tau_mem, n_out)?.into_iter().map(decay).collect();
        let bias = with_leak(spread(&lif.bias, n_out)?, lif.v_leak.as_ref(), &alpha)?;
        let (v_reset, period) = (lif.v_reset.as_ref(), lif.refractory_period.as_ref());
        let threshold = spread(&lif.threshold, n_out)?;
        let manner = Manner::of(v_reset, period, lif.dt, n_out).ok()?;
        spoil(&mut alpha, &threshold);
        spoil(&mut alpha, manner.as_ref().map(Manner::rest).unwrap_or_default());
        Some(Self {
            alpha,
            beta: lif.tau_syn.broadcast(Ix2(n_out, n_syn))?.iter().map(|&tau| decay(tau)).collect(),
            bias,
            threshold,
            most_spikes: lif.max_spikes_per_dt,
            gain: gains(lif.gain.as_ref(), n_out * n_syn)?,
            manner,
        })
    }

    /// Those of some neurons.
    pub(super) fn part(&self, neurons: Range<usize>) -> Constants<&[F], F> {
        let n_syn = self.beta.len() / self.alpha.len().max(1);
        Constants {
            alpha: &self.alpha[neurons.clone()],
            beta: &self.beta[neurons.start * n_syn..neurons.end * n_syn],
            bias: &self.bias[neurons.clone()],
            threshold: &self.threshold[neurons.clone()],
            most_spikes: self.most_spikes,
            gain: self.gain.get(neurons.start * n_syn..neurons.end * n_syn).unwrap_or_default(),
            manner: self.manner.as_ref().map(|manner| manner.part(neurons)),
        }
    }
}
