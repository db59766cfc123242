//! Leaky integrate-and-fire neurons without synapses.

mod back;

use crate::batches::{for_each_batch, store_first};
use crate::input::take;
use crate::lif::fire;
use crate::noise::Noise;
use crate::parallel::{self, pieces};
use crate::rows::stride;
use crate::spread::{misfit, spread};
use crate::{Back, Evolve, Float, Input, Recorder, Surrogate};
use fearless_simd::{Level, Simd, dispatch};
use ndarray::{Array1, Array3, ArrayD};
use rockpool_core::prelude::*;

/// Leaky integrate-and-fire neurons without synapses: the input is the current of the membranes.
///
/// **Shapes**: `n` neurons; input `(B, T, n)` or `(T, n)`; a single column, `(T)`, `(T, 1)` or
/// `(B, T, 1)`, is given to all neurons. Output `(B, T, n)`: the number of spikes of every neuron in
/// every step.
///
/// One step:
/// ```text
/// vmem = vmem * exp(-dt / tau_mem) + x + zeta + bias,  zeta = noise_std * sqrt(dt) * normal
/// s    = min(floor(vmem / threshold), max_spikes_per_dt)  where vmem >= threshold, else 0
/// vmem = vmem - s * threshold
/// ```
///
/// Recorded: `spikes` and `vmem` `(B, T, n)`, each after its step.
///
/// ```
/// use ndarray::array;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, LifNeuron};
///
/// let mut neurons = LifNeuron::builder().n(2).threshold(array![1.0, 10.0]).build()?;
/// let (output, record) = neurons.evolve_recorded(&array![[0.5, 2.5], [0.75, 0.0]])?;
/// assert_eq!(output, array![[[0.0, 0.0], [1.0, 0.0]]]);
/// let decay = (-0.05_f64).exp();
/// assert_eq!(record.get("vmem").unwrap().array::<f64>().unwrap()[[0, 1, 0]], 0.5 * decay + 0.75 - 1.0);
/// # Ok::<(), Error>(())
/// ```
///
/// # Noise
/// Nothing is drawn while `noise_std` is 0. Otherwise evolution number
/// `p =` [`noise_position`](Self::noise_position) draws for batch `b`, step by step and neuron by
/// neuron, from the stream of `key.at("noise_std").at_index(p).at_index(b)`, where `key` is the module's.
///
/// **Source**: Rockpool 3.1.0, `LIFNeuronTorch`.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n, spiking_output)]
pub struct LifNeuron<F: Float = f64> {
    /// Time constants of the membranes `(n)` or `()`, in seconds.
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    pub tau_mem: ArrayD<F>,
    /// Constant input of the membranes in every step `(n)` or `()`.
    #[parameter(family = "biases", shape = [(n,), ()], init = zeros())]
    pub bias: ArrayD<F>,
    /// Membrane potentials at which neurons spike, and which a spike takes off `(n)` or `()`.
    #[parameter(family = "thresholds", shape = [(n,), ()], init = ones(), bounds = 1e-6..1e30)]
    pub threshold: ArrayD<F>,
    /// Membrane potentials `(n)`.
    #[state(shape = n)]
    pub vmem: Array1<F>,
    /// Time step of the solver, in seconds.
    #[simulation(init = fill(1e-3), unit = "s", bounds = 1e-9..1e9)]
    pub dt: F,
    /// Standard deviation that noise alone would give a membrane without leak after one second.
    #[simulation(init = zeros(), bounds = 0.0..1e30)]
    pub noise_std: F,
    /// The most spikes that a neuron fires in one step.
    #[simulation(init = fill(65536), bounds = 0.0..)]
    pub max_spikes_per_dt: F,
    /// What stands for the slope of spikes on the way back.
    #[simulation(init = Surrogate::StepPwl)]
    pub surrogate: Surrogate<F>,
    /// How far from a spike that slope reaches; what that means depends on the surrogate.
    #[simulation(init = fill(0.5), bounds = 0.0..)]
    pub learning_window: F,
    /// How many evolutions have drawn noise.
    #[module(skip)]
    pub noise_position: u64,
    #[module(origin)]
    origin: Origin,
}

/// What stays the same during an evolution, for every neuron.
struct Constants<F> {
    /// What is left of a membrane potential after a step.
    alpha: Vec<F>,
    bias: Vec<F>,
    threshold: Vec<F>,
    most_spikes: F,
}

impl<F: Float> Constants<F> {
    /// The constants; `None` if arrays do not fit the neurons there are.
    fn of(neurons: &LifNeuron<F>) -> Option<Self> {
        let n = neurons.vmem.len();
        let decay = |tau: F| (-neurons.dt / tau).exp();
        Some(Self {
            alpha: spread(&neurons.tau_mem, n)?.into_iter().map(decay).collect(),
            bias: spread(&neurons.bias, n)?,
            threshold: spread(&neurons.threshold, n)?,
            most_spikes: neurons.max_spikes_per_dt,
        })
    }

    /// One batch: `output` holds its input and noise, and then its spikes, row after row; the rows
    /// of `series` are what the potentials are after each step, if they are kept, and those of `before`
    /// what they are before spikes take theirs off.
    #[inline(always)]
    fn run<S: Simd>(&self, simd: S, vmem: &mut [F], output: &mut [F], series: &mut [F], before: &mut [F]) {
        let n = vmem.len().max(1);
        let mut kept = series.chunks_exact_mut(n);
        let mut before = before.chunks_exact_mut(stride(n));
        for row in output.chunks_exact_mut(n) {
            let neurons = vmem.iter_mut().zip(&*row).zip(&self.alpha).zip(&self.bias);
            for (((vmem, &x), &alpha), &bias) in neurons {
                *vmem = *vmem * alpha + x + bias;
            }
            if let Some(before) = before.next() {
                before[..n].copy_from_slice(vmem);
            }
            fire(simd, vmem, &self.threshold, self.most_spikes, row);
            if let Some(kept) = kept.next() {
                kept.copy_from_slice(vmem);
            }
        }
    }
}

impl<F: Float> Evolve for LifNeuron<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        let n = self.vmem.len();
        let input = input.series(Self::REGISTRY.name(), n)?;
        let Some(constants) = Constants::of(self) else { return Err(misfit(self)) };
        let (batches, steps, columns) = input.dim();
        let noise = Noise::new(&self.origin, self.noise_position, self.noise_std, self.dt);
        let mut output = take(input, n);
        let mut series = Array3::zeros((batches, if R::KEEPS_SERIES { steps } else { 0 }, n));
        let mut last = for_each_batch(&self.vmem, batches);
        let mut before = vec![F::zero(); if R::KEEPS_TAPE { batches * steps * stride(n) } else { 0 }];
        let numbers = output.len();
        let mut all: Vec<_> = pieces(output.as_slice_mut(), batches, 1)
            .zip(pieces(series.as_slice_mut(), batches, 1))
            .zip(pieces(last.as_slice_mut(), batches, 1))
            .zip(pieces(Some(&mut before), batches, 1))
            .enumerate()
            .collect();
        parallel::run_each(&mut all, numbers, |(batch, (((output, series), vmem), before))| {
            noise.add_to(*batch, output);
            dispatch!(Level::new(), simd => constants.run(simd, vmem, output, series, before));
        });
        self.noise_position += u64::from(noise.is_heard());
        recorder.tape(|| back::tape(self, columns, &output, before));
        store_first(&mut self.vmem, &last);
        recorder.series("spikes", || output.clone())?;
        recorder.series("vmem", || series)?;
        recorder.last("vmem", || last)?;
        Ok(output)
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}
