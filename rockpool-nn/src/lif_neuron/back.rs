//! What an evolution of `LifNeuron` leaves, and the way back.

use super::LifNeuron;
use crate::batches::for_each_batch;
use crate::membrane::{Neurons, SpikeTape};
use crate::spread::{misfit, spread};
use crate::{Back, Float};
use ndarray::Array3;
use rockpool_core::prelude::*;

/// The tape, while the state is still that before the first step.
pub(super) fn tape<F: Float>(
    neurons: &LifNeuron<F>,
    columns: usize,
    output: &Array3<F>,
    v: Vec<F>,
) -> SpikeTape<F> {
    let (batches, _, n) = output.dim();
    let start = for_each_batch(&neurons.vmem, batches);
    SpikeTape::new([columns, n], &output.view(), v, Vec::new(), start.view(), None)
}

/// The way back through all steps.
pub(super) fn back<F: Float>(
    lif: &LifNeuron<F>,
    of_output: Array3<F>,
    back: &mut Back<'_, F>,
) -> Result<Array3<F>, Error> {
    let tape = back.take::<SpikeTape<F>>()?;
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
