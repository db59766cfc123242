//! What an evolution of `LifNeuron` leaves, and the way back.

use super::LifNeuron;
use crate::gradient::GradientError;
use crate::membrane::{Neurons, SpikeTape};
use crate::memory::Lent;
use crate::rows::Kept;
use crate::spread::{misfit, spread};
use crate::{Back, Float};
use ndarray::{Array2, Array3};
use rockpool_core::prelude::*;

/// The tape of an evolution from the state `start` `(B, n)`.
pub(super) fn tape<F: Float>(
    start: &Array2<F>,
    columns: usize,
    output: &Array3<F>,
    v: Lent<F>,
) -> SpikeTape<F> {
    let (_, steps, n) = output.dim();
    let spikes = Kept::lists(&output.view());
    SpikeTape::new([columns, n, steps], spikes, [v, Lent::new(0, F::zero())], start.view(), None)
}

/// The way back through all steps.
pub(super) fn back<F: Float>(
    lif: &LifNeuron<F>,
    of_output: Array3<F>,
    back: &mut Back<'_, F>,
) -> Result<Array3<F>, Error> {
    let tape = back.take::<SpikeTape<F>>()?;
    if lif.gain.is_some() || lif.v_leak.is_some() || lif.v_reset.is_some() || lif.refractory_period.is_some()
    {
        return Err(Error::other(GradientError::Manner));
    }
    let n = lif.vmem.len();
    let (Some(tau_mem), Some(threshold)) = (spread(&lif.tau_mem, n), spread(&lif.threshold, n)) else {
        return Err(misfit(lif));
    };
    let neurons = Neurons {
        tau_mem,
        tau_syn: None,
        threshold,
        w_rec: None,
        dt: lif.dt,
        most_spikes: lif.max_spikes_per_dt,
        surrogate: &lif.surrogate,
        learning_window: lif.learning_window,
    };
    neurons.back(&tape, of_output, back)
}
