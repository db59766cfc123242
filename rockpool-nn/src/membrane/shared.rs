//! What the ways back through all batches have in common, and what they add up.

use super::{Neurons, SpikeTape};
use crate::Float;
use crate::rows::{Rows, stride};

/// What all batches share; vectors end with zeros that fill whole lines.
pub(super) struct Shared<'a, F: Float> {
    pub(super) neurons: &'a Neurons<'a, F>,
    pub(super) tape: &'a SpikeTape<F>,
    pub(super) n_out: usize,
    pub(super) n_in: usize,
    pub(super) alpha: Vec<F>,
    /// Empty without synapses.
    pub(super) beta: Vec<F>,
    pub(super) threshold: Vec<F>,
    pub(super) per_threshold: Vec<F>,
    /// Before which steps the way is cut.
    pub(super) cuts: &'a [bool],
    pub(super) wants_states: bool,
    pub(super) every_neuron: Vec<u32>,
    pub(super) w_rec: Option<Rows<F>>,
}

impl<'a, F: Float> Shared<'a, F> {
    pub(super) fn new(
        neurons: &'a Neurons<'a, F>,
        tape: &'a SpikeTape<F>,
        n_out: usize,
        n_in: usize,
        cuts: &'a [bool],
        wants_states: bool,
    ) -> Self {
        let decays = |taus: &[F]| padded(taus.iter().map(|&tau| neurons.decay(tau)), taus.len(), F::zero());
        Self {
            alpha: decays(&neurons.tau_mem),
            beta: neurons.tau_syn.as_deref().map(decays).unwrap_or_default(),
            threshold: padded(neurons.threshold.iter().copied(), n_out, F::one()),
            per_threshold: padded(neurons.threshold.iter().map(|&th| F::one() / th), n_out, F::zero()),
            every_neuron: (0..n_out as u32).collect(),
            w_rec: neurons.w_rec.map(|w_rec| Rows::new(w_rec, n_in)),
            neurons,
            tape,
            n_out,
            n_in,
            cuts,
            wants_states,
        }
    }

    /// The slopes at these potentials.
    #[inline(always)]
    pub(super) fn slopes_of(&self, v: &[F], slopes: &mut [F]) {
        let Neurons { surrogate, learning_window, most_spikes, .. } = *self.neurons;
        let n = self.n_out;
        surrogate.slopes(&v[..n], &self.threshold[..n], learning_window, most_spikes, &mut slopes[..n]);
    }
}

/// Numbers in whole lines.
fn padded<F: Float>(numbers: impl Iterator<Item = F>, n: usize, rest: F) -> Vec<F> {
    let mut all: Vec<F> = numbers.collect();
    all.resize(stride(n), rest);
    all
}

/// Sums over steps of what makes up the gradients of parameters.
pub(super) struct Sums<F> {
    pub(super) alpha: Vec<F>,
    pub(super) beta: Vec<F>,
    pub(super) bias: Vec<F>,
    pub(super) threshold: Vec<F>,
}

impl<F: Float> Sums<F> {
    pub(super) fn new(n_out: usize, n_in: usize) -> Self {
        let [alpha, bias, threshold] = [(); 3].map(|()| vec![F::zero(); n_out]);
        Self { alpha, bias, threshold, beta: vec![F::zero(); n_in] }
    }

    pub(super) fn add(&mut self, other: &Self) {
        let all = [
            (&mut self.alpha, &other.alpha),
            (&mut self.beta, &other.beta),
            (&mut self.bias, &other.bias),
            (&mut self.threshold, &other.threshold),
        ];
        for (sums, others) in all {
            sums.iter_mut().zip(others).for_each(|(sum, &other)| *sum += other);
        }
    }
}
