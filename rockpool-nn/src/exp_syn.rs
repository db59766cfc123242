//! Exponential synapses.

mod back;
mod constants;

use crate::batches::{begin, store_first};
use crate::input::take;
use crate::noise::Noise;
use crate::parallel::{self, pieces};
use crate::past::Past;
use crate::simd::vectorized;
use crate::spread::{amplify, misfit};
use crate::{Back, Evolve, Float, Input, Recorder};
use constants::Constants;
use ndarray::{Array1, Array2, Array3, ArrayD};
use rockpool_core::__private::check_shapes;
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
/// The current without noise is the state that is carried over. Nothing is recorded besides. Every evolution
/// reads `tau` anew, so that writing to it in place is seen at once (the original keeps what it was built with).
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
/// `max_window_length` given, so does this one, at the cost of the exact recursion. What is yet to be
/// forgotten is the state [`past`](Self::past): wherever a run is cut, it forgets the same.
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
/// Nothing is drawn while `noise_std` is 0. Otherwise step number [`noise_position`](Self::noise_position) of
/// batch `b` draws, synapse by synapse, from the stream of
/// `key.at("noise_std").at_index(b).at_index(noise_position)`, where `key` is the module's. The position is a
/// state: wherever a run is cut, it hears the same noise.
///
/// **Source**: Rockpool 3.1.0, `ExpSyn`.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n, dims(n_past), spiking_input)]
pub struct ExpSyn<F: Float = f64> {
    /// Time constants `(n)` or `()`, in seconds; far below `dt`, nothing is left after a step.
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(10e-3), unit = "s", bounds = 1e-6..)]
    pub tau: ArrayD<F>,
    /// What inputs are multiplied by `(n)` or `()`; absent unless given.
    #[parameter(family = "gains", shape = [(n,), ()], init = ones())]
    pub gain: Option<ArrayD<F>>,
    /// Currents `(n)`.
    #[state(shape = n)]
    pub isyn: Array1<F>,
    /// With a window, the inputs of the last steps `(n_past, n)`, the latest at the end; `()` at the start.
    #[state(shape = [(), (n_past, n)])]
    pub past: ArrayD<F>,
    /// How many steps have drawn noise.
    #[state]
    pub noise_position: u64,
    /// Time step, in seconds.
    #[simulation(init = fill(1e-3), unit = "s", bounds = 1e-9..1e9, common)]
    pub dt: F,
    /// The most steps that an input is remembered, if it is to be forgotten at all.
    #[simulation(bounds = 1..)]
    pub max_window_length: Option<usize>,
    /// Standard deviation that noise alone would give a current without decay after one second.
    #[simulation(init = zeros(), bounds = 0.0..1e30)]
    pub noise_std: F,
    #[module(origin)]
    origin: Origin,
}

impl<F: Float> Evolve for ExpSyn<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        check_shapes(self)?;
        let n = self.isyn.len();
        let input = input.series(Self::REGISTRY.name(), n)?;
        let (batches, steps, columns) = input.dim();
        let Some(constants) = Constants::of(self) else { return Err(misfit(self)) };
        let noise =
            Noise::begin(&self.origin, [self.noise_std, self.dt], self.noise_position, batches, recorder)?;
        let mut last = begin(recorder, "isyn", &self.isyn, batches)?;
        let start = if R::KEEPS_TAPE { last.clone() } else { Array2::zeros((0, 0)) };
        let mut past = Past::begin(recorder, &self.past, constants.window, [batches, steps, n])?;
        let continues = past.continues();
        let mut output = take(input, n)?;
        amplify(output.as_slice_mut().unwrap_or_default(), &constants.gain);
        // What is forgotten later is wanted again.
        let inputs = if R::KEEPS_TAPE && constants.window_within(steps).is_some() {
            output.clone()
        } else {
            Array3::zeros((0, 0, 0))
        };
        let mut isyn_series =
            Array3::zeros(if R::KEEPS_TAPE { (batches, steps, n) } else { (batches, 0, 0) });
        let numbers = output.len();
        let mut all: Vec<_> = pieces(output.as_slice_mut(), batches, 1)
            .zip(pieces(last.as_slice_mut(), batches, 1))
            .zip(past.batches(batches).zip(pieces(isyn_series.as_slice_mut(), batches, 1)))
            .enumerate()
            .collect();
        parallel::run_each(&mut all, numbers, |(batch, ((series, isyn), (past, kept)))| {
            vectorized(
                #[inline(always)]
                || match past.forgets(steps) {
                    true => constants.run_forgetting(past, isyn, series),
                    false => {
                        past.remember(isyn, series);
                        constants.run(isyn, series);
                    }
                },
            );
            if R::KEEPS_TAPE {
                kept.copy_from_slice(series);
            }
            noise.add_to(*batch, series, n);
        });
        recorder.tape(|| back::ExpSynTape::new(start, continues, columns, isyn_series, inputs));
        if R::KEEPS_LAST {
            recorder.last("isyn", || last.clone())?;
        }
        past.finish(&mut self.past, recorder)?;
        noise.finish(&mut self.noise_position, steps, recorder)?;
        store_first(&mut self.isyn, &last);
        Ok(output)
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}
