//! The way back through some batches, from their last step to their first.

use super::shared::{Shared, Sums};
use super::step::{self, Row};
use crate::Float;
use crate::parallel::{self, Pace};
use crate::rows::{Nonzeros, OuterSums, Rows, stride};
use fearless_simd::{Level, Simd, dispatch};

/// The way back through one batch.
pub(super) struct BatchBack<'a, F: Float> {
    shared: &'a Shared<'a, F>,
    batch: usize,
    /// `(T, n_out)`; absent where `of_input` holds it at first.
    of_output: Option<&'a [F]>,
    /// `(T, n_in)`
    of_input: &'a mut [F],
    sums: Sums<F>,
    /// Sums of what spikes took off times the gradient of the potentials after them, in thresholds.
    taken_off: Vec<F>,
    of_vmem: Vec<F>,
    of_isyn: Vec<F>,
    /// What the next step passes back to the spikes of this one: to those with a slope.
    of_spikes: Vec<F>,
    scratch: Scratch<F>,
}

/// What a step needs for itself; vectors in whole lines.
struct Scratch<F> {
    slopes: Vec<F>,
    of_out: Vec<F>,
    of_v: Vec<F>,
    /// The potentials before the first step.
    before: Vec<F>,
    no_currents: Vec<F>,
    /// The neurons whose spikes of the step before have a slope.
    sloped: Nonzeros<F>,
    /// How many of them have heard what is passed back.
    heard: usize,
}

impl<'a, F: Float> BatchBack<'a, F> {
    pub(super) fn new(
        shared: &'a Shared<'a, F>,
        batch: usize,
        of_output: Option<&'a [F]>,
        of_input: &'a mut [F],
    ) -> Self {
        let (out, syn) = (stride(shared.n_out), shared.beta.len());
        let [of_vmem, of_spikes, taken_off] = [(); 3].map(|()| vec![F::zero(); out]);
        let of_isyn = vec![F::zero(); syn];
        let [slopes, of_out, of_v, mut before] = [(); 4].map(|()| vec![F::zero(); out]);
        let start = &shared.tape.start_vmem[batch * shared.n_out..][..shared.n_out];
        before[..shared.n_out].copy_from_slice(start);
        let no_currents = vec![F::zero(); stride(shared.n_in)];
        let sloped = Nonzeros::with_room(shared.n_out);
        let scratch = Scratch { slopes, of_out, of_v, before, no_currents, sloped, heard: 0 };
        let sums = Sums::new(out, syn);
        Self { shared, batch, of_output, of_input, sums, taken_off, of_vmem, of_isyn, of_spikes, scratch }
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

    pub(super) fn into_sums(mut self) -> Sums<F> {
        let Shared { alpha, threshold, .. } = self.shared;
        let Sums { alpha: of_alpha, threshold: of_threshold, .. } = &mut self.sums;
        let sums = of_alpha.iter_mut().zip(of_threshold).zip(self.taken_off);
        for (((of_alpha, of_threshold), taken_off), (&alpha, &threshold)) in
            sums.zip(alpha.iter().zip(threshold))
        {
            *of_alpha -= taken_off * threshold;
            *of_threshold -= taken_off * alpha;
        }
        self.sums
    }

    /// One step back, but for what it passes to the spikes of the step before.
    #[inline(always)]
    fn step_back<S: Simd>(&mut self, simd: S, step: usize) {
        let Shared { tape, n_out, n_in, .. } = self.shared;
        let (&n_out, &n_in) = (n_out, n_in);
        let (out, syn) = (stride(n_out), stride(n_in));
        let frame = self.batch * tape.steps + step;
        let v = &tape.v[frame * out..][..out];
        if step + 1 == tape.steps {
            self.shared.slopes_of(v, &mut self.scratch.slopes);
            let (neurons_here, counts) = tape.spikes.listed(frame);
            for (&neuron, &s) in neurons_here.iter().zip(counts) {
                self.sums.threshold[neuron as usize] -= s * self.of_vmem[neuron as usize];
            }
        } else if self.shared.cuts[step + 1] {
            [&mut self.of_vmem, &mut self.of_isyn, &mut self.of_spikes]
                .into_iter()
                .for_each(|of_state| of_state.fill(F::zero()));
        }
        let of_output = match self.of_output {
            Some(of_output) => &of_output[step * n_out..][..n_out],
            None => &self.of_input[step * n_out..][..n_out],
        };
        self.scratch.of_out[..n_out].copy_from_slice(of_output);
        // Nothing was taken off before the first step; and what spikes took off across a cut is no concern of this side.
        let ones_before = step > 0 && !self.shared.cuts[step] && tape.spikes.are_ones(frame - 1);
        match ones_before {
            true => self.step::<S, true>(simd, step, frame, syn),
            false => {
                self.step::<S, false>(simd, step, frame, syn);
                self.correct(step, frame);
            }
        }
        self.give(step);
        self.find_sloped(simd, step);
    }

    /// The elementwise part of a step.
    #[inline(always)]
    fn step<S: Simd, const ONES_BEFORE: bool>(&mut self, simd: S, step: usize, frame: usize, syn: usize) {
        let Shared { tape, alpha, beta, threshold, per_threshold, n_in, n_out, .. } = self.shared;
        let out = stride(*n_out);
        let Self { of_vmem, of_isyn, of_spikes, sums, scratch, taken_off, .. } = self;
        let Scratch { slopes, of_out, of_v, before, no_currents, .. } = scratch;
        let row = Row {
            v: &tape.v[frame * out..][..out],
            v_before: if step > 0 { &tape.v[(frame - 1) * out..][..out] } else { before },
            isyn: if tape.isyn.is_empty() { no_currents } else { &tape.isyn[frame * syn..][..syn] },
            of_out,
            slopes,
        };
        let constants = step::Constants { alpha, beta, threshold, per_threshold };
        let [of, taken_off]: [&mut [F]; 2] = [of_v, taken_off];
        step::membranes::<S, F, ONES_BEFORE>(
            simd,
            &row,
            &constants,
            [of_vmem, of_spikes],
            sums,
            [of, taken_off],
        );
        if !beta.is_empty() {
            if n_in == n_out {
                step::synapses(simd, &row, &constants, of_isyn, &mut sums.beta, of_v);
            } else {
                step::many_synapses(&row, &constants, of_isyn, &mut sums.beta, &of_v[..*n_out], *n_in);
            }
        }
    }

    /// Potentials before this step are lower by what spikes took off: the sums forgot that, of `alpha` here and
    /// of `threshold` there, where both change by the same products.
    #[inline(always)]
    fn correct(&mut self, step: usize, frame: usize) {
        if step == 0 {
            return;
        }
        let (neurons, counts) = self.shared.tape.spikes.listed(frame - 1);
        let spikes = neurons.iter().zip(counts).map(|(&neuron, &s)| (neuron as usize, s));
        let of_v = &self.scratch.of_v;
        if self.shared.cuts[step] {
            // What these spikes took off is no concern of this side.
            let threshold = &self.shared.threshold;
            spikes.for_each(|(neuron, s)| self.sums.alpha[neuron] -= of_v[neuron] * s * threshold[neuron]);
        } else {
            spikes.for_each(|(neuron, s)| self.taken_off[neuron] += of_v[neuron] * s);
        }
    }

    /// The gradient of the input of this step.
    #[inline(always)]
    fn give(&mut self, step: usize) {
        let n_in = self.shared.n_in;
        let Self { shared, scratch, of_isyn, of_input, .. } = self;
        let of_x = if shared.beta.is_empty() { &scratch.of_v } else { of_isyn };
        of_input[step * n_in..][..n_in].copy_from_slice(&of_x[..n_in]);
    }

    /// Adds what the step owes to recurrent weights, through which the spikes of the step before went.
    #[inline(always)]
    fn add_outer<S: Simd>(&mut self, simd: S, step: usize, of_w_rec: &mut OuterSums<F>) {
        let Shared { tape, beta, n_out, .. } = self.shared;
        let Scratch { of_v, sloped, .. } = &mut self.scratch;
        let of_x = if beta.is_empty() { of_v } else { &self.of_isyn };
        let heard = match (self.batch * tape.steps + step).checked_sub(1) {
            Some(before) if step > 0 => tape.spikes.listed(before),
            _ => {
                // Nobody asks any more which neurons have a slope.
                let starts = tape.start_spikes.get(self.batch * n_out..).unwrap_or_default();
                sloped.find(simd, 0, &starts[..starts.len().min(*n_out)]);
                sloped.slices()
            }
        };
        of_w_rec.push(simd, of_x, heard);
    }

    /// Which spikes of the step before have a slope.
    #[inline(always)]
    fn find_sloped<S: Simd>(&mut self, simd: S, step: usize) {
        let Shared { tape, n_out, w_rec, .. } = self.shared;
        let (out, n_out) = (stride(*n_out), *n_out);
        let Scratch { slopes, sloped, heard, .. } = &mut self.scratch;
        *heard = 0;
        self.of_spikes.fill(F::zero());
        if step > 0 {
            let frame = self.batch * tape.steps + step;
            self.shared.slopes_of(&tape.v[(frame - 1) * out..][..out], slopes);
            if w_rec.is_some() {
                sloped.find(simd, 0, &slopes[..n_out]);
            }
        }
    }

    /// The neurons to whose spikes in the step before something is passed back: those that have a slope.
    fn listeners(&self, step: usize) -> &[u32] {
        match (step, self.shared.wants_states) {
            (0, false) => &[],
            (0, true) => &self.shared.every_neuron,
            _ => self.scratch.sloped.places(),
        }
    }

    /// What the step passes back, through the weights of neurons before `end`, to the spikes of the one
    /// before.
    #[inline(always)]
    fn hear<S: Simd>(&mut self, simd: S, step: usize, w_rec: &Rows<F>, end: usize) {
        let mut of_spikes = core::mem::take(&mut self.of_spikes);
        let rest = self.listeners(step).get(self.scratch.heard..).unwrap_or_default();
        let count = rest.partition_point(|&neuron| (neuron as usize) < end);
        w_rec.dots(simd, &rest[..count], &self.of_isyn, 0, &mut of_spikes);
        self.of_spikes = of_spikes;
        self.scratch.heard += count;
    }

    /// The same through all weights, in parts that other threads take: for one batch alone.
    fn hear_together(&mut self, step: usize, w_rec: &Rows<F>, pace: &mut Pace) {
        /// Below so many products, a step is over before another thread has begun.
        const MANY_PRODUCTS: usize = 1 << 14;
        let mut of_spikes = core::mem::take(&mut self.of_spikes);
        let mut rest = self.listeners(step);
        let products = rest.len() * self.shared.n_in;
        let neurons = of_spikes.len().div_ceil(parallel::threads()).max(1);
        let mut parts: Vec<_> = of_spikes
            .chunks_mut(neurons)
            .enumerate()
            .map(|(part, of_spikes)| {
                let first = part * neurons;
                let own = rest.partition_point(|&neuron| (neuron as usize) < first + neurons);
                (first, rest.split_off(..own).unwrap_or_default(), of_spikes)
            })
            .collect();
        let hear = |(first, places, of_spikes): &mut (usize, &[u32], &mut [F])| {
            dispatch!(Level::new(), simd => w_rec.dots(simd, places, &self.of_isyn, *first, of_spikes));
        };
        let mut run = |together: bool| match together {
            true => parallel::run_together(&mut parts, &hear),
            false => parts.iter_mut().for_each(hear),
        };
        match products >= MANY_PRODUCTS {
            true => pace.run(products, run),
            false => run(false),
        }
        self.of_spikes = of_spikes;
    }
}

/// The way back through one batch, whose weights are shared out among threads in each step.
pub(super) fn run_alone<F: Float>(batch: &mut BatchBack<'_, F>) {
    let shared = batch.shared;
    let mut pace = Pace::default();
    parallel::enter(|| {
        for step in (0..shared.tape.steps).rev() {
            dispatch!(Level::new(), simd => batch.step_back(simd, step));
            if let Some(w_rec) = &shared.w_rec {
                batch.hear_together(step, w_rec, &mut pace);
            }
        }
    });
}

/// The way back through some batches, which share what is read of the weights, and the sum of their gradients.
#[inline(always)]
pub(super) fn run_group<S: Simd, F: Float>(
    simd: S,
    group: &mut [BatchBack<'_, F>],
    mut of_w_rec: Option<&mut OuterSums<F>>,
) {
    let Some(shared) = group.first().map(|batch| batch.shared) else { return };
    let neurons = shared.n_out.max(1);
    // Weights that stay near are read for one batch after another; of others, each part for all at once.
    let (together, at_once) = match &shared.w_rec {
        Some(w_rec) if group.len() > 1 && !w_rec.stay_near() => (group.len(), w_rec.near()),
        _ => (1, neurons),
    };
    for step in (0..shared.tape.steps).rev() {
        for some in group.chunks_mut(together) {
            for batch in &mut *some {
                batch.step_back(simd, step);
                if let Some(of_w_rec) = &mut of_w_rec {
                    batch.add_outer(simd, step, of_w_rec);
                }
            }
            let Some(w_rec) = &shared.w_rec else { continue };
            for end in (at_once..neurons + at_once).step_by(at_once) {
                some.iter_mut().for_each(|batch| batch.hear(simd, step, w_rec, end));
            }
        }
    }
    if let Some(of_w_rec) = of_w_rec {
        of_w_rec.sum_up(simd);
    }
}
