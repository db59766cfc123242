//! Exponential synapses.

mod back;

use crate::batches::{for_each_batch, store_first};
use crate::input::take;
use crate::noise::Noise;
use crate::parallel::{self, pieces};
use crate::simd::vectorized;
use crate::spread::{misfit, spread};
use crate::{Back, Evolve, Float, Input, Recorder};
use ndarray::{Array1, Array3, ArrayD, Axis};
use rockpool_core::prelude::*;

/// Exponential synapses: every input decays with its time constant.
///
/// **Shapes**: `n` synapses; input `(B, T, n)` or `(T, n)`; a single column, `(T)`, `(T, 1)` or
/// `(B, T, 1)`, is given to all synapses. Output `(B, T, n)`: their currents.
///
/// One step is exact, whatever `dt`:
/// ```text
/// isyn   = (isyn + x) * exp(-dt / tau)
/// output = isyn + zeta,  zeta = noise_std * sqrt(dt) * normal
/// ```
/// The last output is the state that is carried over. Nothing is recorded besides. Every evolution
/// reads `tau` anew, so that writing to it in place is seen at once (unlike B086).
///
/// ```
/// use ndarray::array;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, ExpSyn};
///
/// let mut synapses = ExpSyn::builder().tau(array![0.01, 0.02]).build()?;
/// let decay = (-0.1_f64).exp();
/// let output = synapses.evolve(&array![[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]])?;
/// assert_eq!(output.dim(), (1, 3, 2));
/// assert_eq!(output[[0, 1, 0]], decay * decay);
///
/// synapses.tau[0] = 0.1; // used from now on
/// let output = synapses.evolve(&array![[0.0, 0.0]])?;
/// assert!((output[[0, 0, 0]] - decay.powi(3) * (-0.01_f64).exp()).abs() < 1e-15);
/// # Ok::<(), Error>(())
/// ```
///
/// # The kernel of the original
/// The original convolves its input with a kernel that is cut at
/// `min(10 * max(tau) / dt, max_window_length)` steps, after which an input is forgotten. With
/// `max_window_length` given, so does this one, at the cost of the exact recursion.
///
/// ```
/// # use ndarray::Array2;
/// # use rockpool_core::prelude::*;
/// # use rockpool_nn::{Evolve, ExpSyn};
/// let mut impulse = Array2::<f64>::zeros((10, 1));
/// impulse[[0, 0]] = 1.0;
/// let mut synapse = ExpSyn::builder().n(1).max_window_length(5).build()?;
/// let output = synapse.evolve(&impulse)?;
/// assert!(output[[0, 4, 0]] > 0.6);
/// assert!(output[[0, 5, 0]].abs() < 1e-15);
/// # Ok::<(), Error>(())
/// ```
///
/// # Noise
/// Nothing is drawn while `noise_std` is 0. Otherwise evolution number
/// `p =` [`noise_position`](Self::noise_position) draws for batch `b`, step by step and synapse by
/// synapse, from the stream of `key.at("noise_std").at_index(p).at_index(b)`, where `key` is the module's.
///
/// **Source**: Rockpool 3.1.0, `ExpSyn`.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n, spiking_input)]
pub struct ExpSyn<F: Float = f64> {
    /// Time constants `(n)` or `()`, in seconds.
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(10e-3), unit = "s", bounds = 1e-6..)]
    pub tau: ArrayD<F>,
    /// Currents `(n)`.
    #[state(shape = n)]
    pub isyn: Array1<F>,
    /// Time step, in seconds.
    #[simulation(init = fill(1e-3), unit = "s", bounds = 1e-9..1e9)]
    pub dt: F,
    /// The most steps that an input is remembered, if it is to be forgotten at all.
    #[simulation(bounds = 1..)]
    pub max_window_length: Option<usize>,
    /// Standard deviation that noise alone would give a current without decay after one second.
    #[simulation(init = zeros(), bounds = 0.0..1e30)]
    pub noise_std: F,
    /// How many evolutions have drawn noise.
    #[module(skip)]
    pub noise_position: u64,
    #[module(origin)]
    origin: Origin,
}

/// What stays the same during an evolution.
struct Constants<F> {
    /// What is left of a current after a step.
    beta: Vec<F>,
    /// After so many steps an input is forgotten.
    window: Option<usize>,
    /// What is left of an input when it is forgotten.
    rest: Vec<F>,
}

impl<F: Float> Constants<F> {
    /// The constants for evolutions of `steps`; `None` if `tau` does not fit the synapses there are.
    fn of(synapses: &ExpSyn<F>, steps: usize) -> Option<Self> {
        let ExpSyn { isyn, dt, .. } = synapses;
        let tau = spread(&synapses.tau, isyn.len())?;
        let window = synapses.max_window_length.and_then(|most| {
            let slowest = tau.iter().copied().fold(F::zero(), F::max);
            let needed = (F::of(10.0) * slowest / *dt).ceil();
            let window = needed.to_usize().map_or(most, |needed| needed.min(most));
            // An input is forgotten within this evolution, or never.
            (window < steps).then_some(window)
        });
        let after = |steps: F| tau.iter().map(|&tau| (-*dt * steps / tau).exp()).collect();
        let rest = window.and_then(|window| F::from(window + 1)).map_or_else(Vec::new, after);
        Some(Self { beta: after(F::one()), window, rest })
    }

    /// One batch, `(T, n)`: outputs take the place of inputs.
    #[inline(always)]
    fn run(&self, isyn: &mut [F], series: &mut [F]) {
        for output in series.chunks_exact_mut(isyn.len().max(1)) {
            for ((isyn, output), &beta) in isyn.iter_mut().zip(output).zip(&self.beta) {
                *isyn = (*isyn + *output) * beta;
                *output = *isyn;
            }
        }
    }

    /// The same with inputs that are forgotten after `window` steps.
    #[inline(always)]
    fn run_forgetting(&self, window: usize, isyn: &mut [F], series: &mut [F]) {
        let n = isyn.len().max(1);
        let (start, inputs) = (isyn.to_vec(), series.to_vec());
        for (step, output) in series.chunks_exact_mut(n).enumerate() {
            self.run(isyn, output);
            let Some(first) = step.checked_sub(window) else { continue };
            // What was there at the start is forgotten with the first input.
            let forgotten = inputs[first * n..].iter().zip(&start).zip(&self.rest);
            for ((isyn, output), ((&input, &start), &rest)) in isyn.iter_mut().zip(output).zip(forgotten) {
                let forgotten = if first == 0 { input + start } else { input };
                *isyn -= forgotten * rest;
                *output = *isyn;
            }
        }
    }
}

impl<F: Float> Evolve for ExpSyn<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        let n = self.isyn.len();
        let input = input.series(Self::REGISTRY.name(), n)?;
        let (batches, steps, columns) = input.dim();
        let Some(constants) = Constants::of(self, steps) else { return Err(misfit(self)) };
        let noise = Noise::new(&self.origin, self.noise_position, self.noise_std, self.dt);
        let mut output = take(input, n);
        // What is forgotten later is wanted again.
        let inputs = if R::KEEPS_TAPE && constants.window.is_some() {
            output.clone()
        } else {
            Array3::default((0, 0, 0))
        };
        let mut isyn_series =
            Array3::zeros(if R::KEEPS_TAPE { (batches, steps, n) } else { (batches, 0, 0) });
        let numbers = output.len();
        let series = output.as_slice_mut().unwrap_or_default();
        let mut all: Vec<_> = series
            .chunks_exact_mut((steps * n).max(1))
            .zip(pieces(isyn_series.as_slice_mut(), batches, 1))
            .enumerate()
            .collect();
        parallel::run_each(&mut all, numbers, |(batch, (series, kept))| {
            let mut isyn = self.isyn.to_vec();
            vectorized(
                #[inline(always)]
                || match constants.window {
                    Some(window) => constants.run_forgetting(window, &mut isyn, series),
                    None => constants.run(&mut isyn, series),
                },
            );
            if R::KEEPS_TAPE {
                kept.copy_from_slice(series);
            }
            noise.add_to(*batch, series);
        });
        self.noise_position += u64::from(noise.is_heard());
        let last = match steps.checked_sub(1) {
            Some(last) => output.index_axis(Axis(1), last).to_owned(),
            None => for_each_batch(&self.isyn, batches),
        };
        recorder.tape(|| back::ExpSynTape::new(self, columns, isyn_series, inputs));
        store_first(&mut self.isyn, &last);
        recorder.last("isyn", || last)?;
        Ok(output)
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}
