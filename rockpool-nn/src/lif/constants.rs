//! What stays the same during an evolution, spread over neurons.

use super::Lif;
use crate::Float;
use ndarray::{ArrayD, Ix1, Ix2};

/// What stays the same during an evolution: arrays of `n_out` elements, `beta` of `n_in`.
pub(super) struct Constants<F> {
    /// What is left of a membrane potential after a step.
    pub(super) alpha: Vec<F>,
    /// What is left of a synaptic current after a step.
    pub(super) beta: Vec<F>,
    pub(super) bias: Vec<F>,
    pub(super) threshold: Vec<F>,
    /// Standard deviation of the noise of one step.
    pub(super) noise: F,
    pub(super) most_spikes: F,
}

impl<F: Float> Constants<F> {
    /// The constants; `None` if arrays do not fit the neurons there are.
    pub(super) fn of(lif: &Lif<F>) -> Option<Self> {
        let (n_out, n_syn) = lif.isyn.dim();
        let fits_w_rec = lif.w_rec.as_ref().is_none_or(|w_rec| w_rec.dim() == (n_out, n_out * n_syn));
        if lif.vmem.len() != n_out || lif.spikes.len() != n_out || !fits_w_rec {
            return None;
        }
        let spread = |values: &ArrayD<F>| Some(values.broadcast(Ix1(n_out))?.iter().copied().collect());
        let decay = |tau: F| (-lif.dt / tau).exp();
        Some(Self {
            alpha: lif.tau_mem.broadcast(Ix1(n_out))?.iter().map(|&tau| decay(tau)).collect(),
            beta: lif.tau_syn.broadcast(Ix2(n_out, n_syn))?.iter().map(|&tau| decay(tau)).collect(),
            bias: spread(&lif.bias)?,
            threshold: spread(&lif.threshold)?,
            noise: lif.noise_std * lif.dt.sqrt(),
            most_spikes: lif.max_spikes_per_dt,
        })
    }
}
