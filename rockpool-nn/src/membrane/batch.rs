//! The way back through one batch, from its last step to its first.

use super::step::{self, Row};
use super::{Neurons, SpikeTape};
use crate::Float;
use crate::rows::{Nonzeros, Rows, stride};
use fearless_simd::Simd;

/// What all batches share; vectors end with zeros that fill whole lines.
pub(super) struct Shared<'a, F> {
    neurons: &'a Neurons<'a, F>,
    tape: &'a SpikeTape<F>,
    n_out: usize,
    n_in: usize,
    alpha: Vec<F>,
    /// Empty without synapses.
    beta: Vec<F>,
    threshold: Vec<F>,
    per_threshold: Vec<F>,
    /// Before which steps the way is cut.
    cuts: &'a [bool],
    wants_states: bool,
    every_neuron: Vec<u32>,
    w_rec: Option<Rows<F>>,
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
    fn slopes_of(&self, v: &[F], slopes: &mut [F]) {
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

/// The way back through one batch.
pub(super) struct BatchBack<'a, F> {
    shared: &'a Shared<'a, F>,
    batch: usize,
    /// `(T, n_out)`; absent where `of_input` holds it at first.
    of_output: Option<&'a [F]>,
    /// `(T, n_in)`
    of_input: &'a mut [F],
    sums: Sums<F>,
    of_vmem: Vec<F>,
    of_isyn: Vec<F>,
    /// What the next step passes back to the spikes of this one: to those with a slope.
    of_spikes: Vec<F>,
}

impl<'a, F: Float> BatchBack<'a, F> {
    pub(super) fn new(
        shared: &'a Shared<'a, F>,
        batch: usize,
        of_output: Option<&'a [F]>,
        of_input: &'a mut [F],
    ) -> Self {
        let (out, syn) = (stride(shared.n_out), shared.beta.len());
        let [of_vmem, of_spikes] = [(); 2].map(|()| vec![F::zero(); out]);
        let of_isyn = vec![F::zero(); syn];
        Self { shared, batch, of_output, of_input, sums: Sums::new(out, syn), of_vmem, of_isyn, of_spikes }
    }

    /// Takes the gradients of the final potentials, currents and spikes.
    pub(super) fn begin(&mut self, of_states: [Option<Vec<F>>; 3]) {
        let places = [&mut self.of_vmem, &mut self.of_isyn, &mut self.of_spikes];
        for (place, of_state) in places.into_iter().zip(of_states) {
            place.iter_mut().zip(of_state.unwrap_or_default()).for_each(|(slot, of_state)| *slot = of_state);
        }
    }

    /// The gradients of the initial potentials, currents and spikes.
    pub(super) fn of_states(&self) -> [&[F]; 3] {
        [&self.of_vmem, &self.of_isyn, &self.of_spikes]
    }

    pub(super) fn into_sums(self) -> Sums<F> {
        self.sums
    }

    #[inline(always)]
    pub(super) fn run<S: Simd>(&mut self, simd: S) {
        let Shared { tape, n_out, n_in, .. } = self.shared;
        let (&n_out, &n_in) = (n_out, n_in);
        let (out, syn) = (stride(n_out), stride(n_in));
        let steps = tape.steps;
        let mut slopes = vec![F::zero(); out];
        let mut of_out = vec![F::zero(); out];
        let mut of_v = vec![F::zero(); out];
        let mut before = vec![F::zero(); out];
        before[..n_out].copy_from_slice(&tape.start_vmem[self.batch * n_out..][..n_out]);
        let mut sloped = Nonzeros::with_room(n_out);
        let no_currents = vec![F::zero(); syn];

        for step in (0..steps).rev() {
            let frame = self.batch * steps + step;
            let v = &tape.v[frame * out..][..out];
            if step + 1 == steps {
                self.shared.slopes_of(v, &mut slopes);
            } else if self.shared.cuts[step + 1] {
                [&mut self.of_vmem, &mut self.of_isyn, &mut self.of_spikes]
                    .into_iter()
                    .for_each(|of_state| of_state.fill(F::zero()));
            }
            let (neurons_here, counts) = tape.spikes.listed(frame);
            for (&neuron, &s) in neurons_here.iter().zip(counts) {
                self.sums.threshold[neuron as usize] -= s * self.of_vmem[neuron as usize];
            }
            let of_output = match self.of_output {
                Some(of_output) => &of_output[step * n_out..][..n_out],
                None => &self.of_input[step * n_out..][..n_out],
            };
            of_out[..n_out].copy_from_slice(of_output);
            let v_before = match step.checked_sub(1) {
                Some(_) => &tape.v[(frame - 1) * out..][..out],
                None => &before,
            };
            let isyn = if tape.isyn.is_empty() { &no_currents } else { &tape.isyn[frame * syn..][..syn] };
            let row = Row { v, v_before, isyn, of_out: &of_out, slopes: &slopes };
            self.step(simd, &row, &mut of_v);
            self.correct(step, frame, &of_v);
            self.give(step, &of_v);
            self.hear(simd, step, &mut slopes, &mut sloped);
        }
    }

    /// The elementwise part of a step.
    #[inline(always)]
    fn step<S: Simd>(&mut self, simd: S, row: &Row<'_, F>, of_v: &mut [F]) {
        let Shared { alpha, beta, threshold, per_threshold, n_in, n_out, .. } = self.shared;
        let constants = step::Constants { alpha, beta, threshold, per_threshold };
        let Self { of_vmem, of_isyn, of_spikes, sums, .. } = self;
        step::membranes(simd, row, &constants, [of_vmem, of_spikes], sums, of_v);
        if !beta.is_empty() {
            if n_in == n_out {
                step::synapses(simd, row, &constants, of_isyn, &mut sums.beta, of_v);
            } else {
                step::many_synapses(row, &constants, of_isyn, &mut sums.beta, &of_v[..*n_out], *n_in);
            }
        }
    }

    /// Potentials before this step are lower by what spikes took off: the sums forgot that.
    #[inline(always)]
    fn correct(&mut self, step: usize, frame: usize, of_v: &[F]) {
        if step == 0 {
            return;
        }
        let (neurons, counts) = self.shared.tape.spikes.listed(frame - 1);
        for (&neuron, &s) in neurons.iter().zip(counts) {
            let neuron = neuron as usize;
            self.sums.alpha[neuron] -= of_v[neuron] * s * self.shared.threshold[neuron];
        }
    }

    /// The gradient of the input of this step.
    #[inline(always)]
    fn give(&mut self, step: usize, of_v: &[F]) {
        let n_in = self.shared.n_in;
        let of_x = if self.shared.beta.is_empty() { of_v } else { &self.of_isyn };
        self.of_input[step * n_in..][..n_in].copy_from_slice(&of_x[..n_in]);
    }

    /// What this step passes back to the spikes of the one before, where they have a slope.
    #[inline(always)]
    fn hear<S: Simd>(&mut self, simd: S, step: usize, slopes: &mut [F], sloped: &mut Nonzeros<F>) {
        let Shared { tape, n_out, w_rec, wants_states, every_neuron, .. } = self.shared;
        let (out, n_out) = (stride(*n_out), *n_out);
        if step > 0 {
            let frame = self.batch * tape.steps + step;
            self.shared.slopes_of(&tape.v[(frame - 1) * out..][..out], slopes);
        }
        self.of_spikes.fill(F::zero());
        let Some(w_rec) = w_rec else { return };
        if step > 0 {
            sloped.find(simd, 0, &slopes[..n_out]);
            w_rec.dots(simd, sloped.places(), &self.of_isyn, &mut self.of_spikes);
        } else if *wants_states {
            w_rec.dots(simd, every_neuron, &self.of_isyn, &mut self.of_spikes);
        }
    }
}
