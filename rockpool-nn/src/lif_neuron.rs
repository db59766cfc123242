//! Leaky integrate-and-fire neurons without synapses.

mod back;

use crate::batches::{begin, store_first};
use crate::input::take;
use crate::lif::fire;
use crate::manner::{Idle, Manner};
use crate::memory::Lent;
use crate::noise::Noise;
use crate::parallel::{self, pieces};
use crate::record::{Kept, KeptRows, keep};
use crate::rows::{keep_line, stride};
use crate::spread::{amplify, gains, misfit, spoil, spread, with_leak};
use crate::{Back, Evolve, Float, Input, Recorder, Surrogate};
use fearless_simd::{Level, Simd, dispatch};
use ndarray::{Array1, Array2, Array3, ArrayD};
use rockpool_core::__private::check_shapes;
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
/// # Leak, reset, rest
/// As those of [`Lif`](crate::Lif), by `gain`, `v_leak`, `v_reset` and `refractory_period`. Spikes of a membrane whose
/// potential is not a number, or minus infinity, are not a number; at plus infinity they are `max_spikes_per_dt`.
///
/// # Noise
/// Nothing is drawn while `noise_std` is 0. Otherwise step number [`noise_position`](Self::noise_position) of
/// batch `b` draws, neuron by neuron, from the stream of
/// `key.at("noise_std").at_index(b).at_index(noise_position)`, where `key` is the module's. The position is a
/// state: wherever a run is cut, it hears the same noise.
///
/// **Source**: Rockpool 3.1.0, `LIFNeuronTorch`.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n, spiking_output)]
pub struct LifNeuron<F: Float = f64> {
    /// Time constants of the membranes `(n)` or `()`, in seconds; far below `dt`, nothing is left after a step.
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    pub tau_mem: ArrayD<F>,
    /// Constant input of the membranes in every step `(n)` or `()`.
    #[parameter(family = "biases", shape = [(n,), ()], init = zeros())]
    pub bias: ArrayD<F>,
    /// Membrane potentials at which neurons spike, and which a spike takes off `(n)` or `()`.
    #[parameter(family = "thresholds", shape = [(n,), ()], init = ones(), bounds = 1e-6..1e30)]
    pub threshold: ArrayD<F>,
    /// What inputs are multiplied by `(n)` or `()`; absent unless given.
    #[parameter(family = "gains", shape = [(n,), ()], init = ones())]
    pub gain: Option<ArrayD<F>>,
    /// Potentials that the membranes leak to `(n)` or `()`; absent unless given, and then 0.
    #[parameter(family = "potentials", shape = [(n,), ()], init = zeros())]
    pub v_leak: Option<ArrayD<F>>,
    /// Potentials that a spike sets the membranes to `(n)` or `()`; absent unless given: a spike takes
    /// the threshold off.
    #[parameter(family = "potentials", shape = [(n,), ()], init = zeros())]
    pub v_reset: Option<ArrayD<F>>,
    /// Membrane potentials `(n)`.
    #[state(shape = n)]
    pub vmem: Array1<F>,
    /// How many steps the neurons still rest `(n)`, or `()` as long as none ever did.
    #[state(shape = [(), (n,)])]
    pub refractory: ArrayD<F>,
    /// How many steps have drawn noise.
    #[state]
    pub noise_position: u64,
    /// Time step of the solver, in seconds.
    #[simulation(init = fill(1e-3), unit = "s", bounds = 1e-9..1e9, common)]
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
    /// How long a neuron rests after a spike `(n)` or `()`, in seconds; absent unless given.
    #[simulation(shape = [(n,), ()], init = zeros(), unit = "s", bounds = 0.0..)]
    pub refractory_period: Option<ArrayD<F>>,
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
    /// Of no elements where there is none.
    gain: Vec<F>,
    /// What a spike does, where it does not take the threshold off alone.
    manner: Option<Manner<Vec<F>>>,
}

impl<F: Float> Constants<F> {
    /// The constants; `None` if arrays do not fit the neurons there are.
    fn of(neurons: &LifNeuron<F>) -> Option<Self> {
        let n = neurons.vmem.len();
        let decay = |tau: F| (-neurons.dt / tau).exp();
        let mut alpha: Vec<F> = spread(&neurons.tau_mem, n)?.into_iter().map(decay).collect();
        let (v_reset, period) = (neurons.v_reset.as_ref(), neurons.refractory_period.as_ref());
        let threshold = spread(&neurons.threshold, n)?;
        let manner = Manner::of(v_reset, period, neurons.dt, n).ok()?;
        spoil(&mut alpha, &threshold);
        spoil(&mut alpha, manner.as_ref().map(Manner::rest).unwrap_or_default());
        Some(Self {
            bias: with_leak(spread(&neurons.bias, n)?, neurons.v_leak.as_ref(), &alpha)?,
            alpha,
            threshold,
            most_spikes: neurons.max_spikes_per_dt,
            gain: gains(neurons.gain.as_ref(), n)?,
            manner,
        })
    }

    /// One batch: `output` holds its input and noise, and then its spikes, row after row; the rows of
    /// `before` are what the potentials are before spikes take theirs off, if they are kept.
    #[inline(always)]
    fn run<S: Simd>(&self, simd: S, [vmem, idle, output, before]: [&mut [F]; 4], kept: &mut KeptRows<'_, F>) {
        let n = vmem.len().max(1);
        let mut before = before.chunks_exact_mut(stride(n));
        let mut held = idle.to_vec();
        let manner = self.manner.as_ref().map(|manner| manner.part(0..vmem.len()));
        for (step, row) in output.chunks_exact_mut(n).enumerate() {
            held.iter_mut().zip(vmem.iter()).for_each(|(held, &vmem)| *held = vmem);
            let neurons = vmem.iter_mut().zip(&*row).zip(&self.alpha).zip(&self.bias);
            for (((vmem, &x), &alpha), &bias) in neurons {
                *vmem = *vmem * alpha + x + bias;
            }
            if let Some(before) = before.next() {
                keep_line(before, vmem);
            }
            match &manner {
                None => fire(simd, vmem, &self.threshold, self.most_spikes, row),
                Some(manner) => manner.fire(vmem, &held, idle, &self.threshold, self.most_spikes, row),
            }
            kept.keep(0, step, vmem);
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
        check_shapes(self)?;
        let n = self.vmem.len();
        let input = input.series(Self::REGISTRY.name(), n)?;
        let Some(constants) = Constants::of(self) else { return Err(misfit(self)) };
        let (batches, steps, columns) = input.dim();
        let noise =
            Noise::begin(&self.origin, [self.noise_std, self.dt], self.noise_position, batches, recorder)?;
        let mut last = begin(recorder, "vmem", &self.vmem, batches)?;
        let start = if R::KEEPS_TAPE { last.clone() } else { Array2::zeros((0, 0)) };
        let mut idle = Idle::begin(recorder, &self.refractory, constants.manner.as_ref(), [batches, n])?;
        let mut kept = Kept::new(recorder, "vmem", [batches, steps, n], None)?;
        let mut output = take(input, n)?;
        let kept_numbers = if R::KEEPS_TAPE { batches * steps * stride(n) } else { 0 };
        let mut before = Lent::new(kept_numbers, F::zero());
        let numbers = output.len();
        let mut all: Vec<_> = pieces(output.as_slice_mut(), batches, 1)
            .zip(kept.rows(batches, 1))
            .zip(pieces(last.as_slice_mut(), batches, 1))
            .zip(pieces(idle.steps.as_slice_mut(), batches, 1))
            .zip(pieces(Some(&mut before), batches, 1))
            .enumerate()
            .collect();
        parallel::run_each(&mut all, numbers, |(batch, ((((output, kept), vmem), idle), before))| {
            amplify(output, &constants.gain);
            noise.add_to(*batch, output, n);
            dispatch!(Level::new(), simd => constants.run(simd, [vmem, idle, output, before], kept));
        });
        recorder.tape(|| back::tape(&start, columns, &output, before));
        keep(recorder, "spikes", &output)?;
        kept.give(recorder)?;
        if R::KEEPS_LAST {
            recorder.last("vmem", || last.clone())?;
        }
        idle.finish(&mut self.refractory, recorder)?;
        noise.finish(&mut self.noise_position, steps, recorder)?;
        store_first(&mut self.vmem, &last);
        Ok(output)
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}
