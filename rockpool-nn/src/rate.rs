//! Rate neurons.

mod activation;
mod back;

pub use activation::Activation;

use crate::batches::{begin, store_first};
use crate::input::take;
use crate::noise::Noise;
use crate::parallel::{self, pieces};
use crate::project::project_some;
use crate::record::{Kept, KeptRows};
use crate::rows::Matrix;
use crate::spread::{misfit, spread};
use crate::{Back, Evolve, Float, Input, Recorder};
use fearless_simd::{Level, Simd, dispatch};
use ndarray::{Array1, Array2, Array3, ArrayD};
use rockpool_core::__private::check_shapes;
use rockpool_core::prelude::*;

/// Rate neurons, recurrent where `w_rec` is given.
///
/// **Shapes**: `n` neurons; input `(B, T, n)` or `(T, n)`; a single column, `(T)`, `(T, 1)` or
/// `(B, T, 1)`, is given to all neurons. Output `(B, T, n)`: their activations.
///
/// One step of the forward Euler method, where `h` is the activation function:
/// ```text
/// rec_input = h(x, threshold) · w_rec
/// x         = x + (-x + (in + zeta) + bias + rec_input) * alpha,  alpha = dt / max(tau, least dt)
/// output    = h(x, threshold)
/// ```
/// `least` is [`least_tau_in_steps`](Self::least_tau_in_steps). Noise is `zeta = noise_std * sqrt(dt) * normal`. Recorded: `rec_input` and `x`, `(B, T, n)`.
///
/// ```
/// use ndarray::Array2;
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Activation, Evolve, Rate};
///
/// let mut rate = Rate::builder()
///     .n(4)
///     .w_rec(Declared) // eigenvalues within the unit circle
///     .act_fn(Activation::Tanh)
///     .key(Key::new(7))
///     .build()?;
/// let (output, record) = rate.evolve_recorded(&Array2::<f64>::ones((100, 4)))?;
/// assert_eq!(output.dim(), (1, 100, 4));
/// assert_eq!(record.branches(), ["rec_input", "x"]);
///
/// let leaky = Activation::function(|x: f32, threshold| (x - threshold).max(0.01 * (x - threshold)));
/// let mut rate = Rate::<f32>::builder().n(4).act_fn(leaky).build()?;
/// assert!(rate.evolve(&Array2::from_elem((10, 1), -1.0))?.iter().all(|&y| -0.01 < y && y < 0.0));
/// # Ok::<(), Error>(())
/// ```
///
/// # Noise
/// Nothing is drawn while `noise_std` is 0. Otherwise step number [`noise_position`](Self::noise_position) of
/// batch `b` draws, neuron by neuron, from the stream of
/// `key.at("noise_std").at_index(b).at_index(noise_position)`, where `key` is the module's. The position is a
/// state: wherever a run is cut, it hears the same noise.
///
/// **Source**: Rockpool 3.1.0, `Rate`, in the order of its operations. There, time constants below
/// `10 dt` count as `10 dt`, but not in `RateTorch` and `RateJax`: set `least_tau_in_steps` to 0 for these.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = n)]
pub struct Rate<F: Float = f64> {
    /// Recurrent weights `(n, n)`; absent unless given, by `.w_rec(Declared)` for example.
    #[parameter(family = "weights", shape = (n, n), init = unit_eigs())]
    pub w_rec: Option<Array2<F>>,
    /// Time constants `(n)` or `()`, in seconds.
    #[parameter(family = "taus", shape = [(n,), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    pub tau: ArrayD<F>,
    /// Constant input in every step `(n)` or `()`.
    #[parameter(family = "biases", shape = [(n,), ()], init = zeros())]
    pub bias: ArrayD<F>,
    /// What the activation function takes off `x` `(n)` or `()`.
    #[parameter(family = "thresholds", shape = [(n,), ()], init = zeros())]
    pub threshold: ArrayD<F>,
    /// What the activations are functions of `(n)`.
    #[state(shape = n)]
    pub x: Array1<F>,
    /// How many steps have drawn noise.
    #[state]
    pub noise_position: u64,
    /// Time step of the solver, in seconds.
    #[simulation(init = fill(1e-3), unit = "s", bounds = 1e-9..1e9, common)]
    pub dt: F,
    /// Standard deviation of the noise in the input after one second.
    #[simulation(init = zeros(), bounds = 0.0..1e30)]
    pub noise_std: F,
    /// A time constant of fewer steps counts as one of so many.
    #[simulation(init = fill(10), bounds = 0.0..)]
    pub least_tau_in_steps: F,
    /// The activation function.
    #[simulation(init = Activation::Relu)]
    pub act_fn: Activation<F>,
    #[module(origin)]
    origin: Origin,
}

/// What stays the same during an evolution, for every neuron.
struct Constants<F> {
    alpha: Vec<F>,
    bias: Vec<F>,
    threshold: Vec<F>,
}

impl<F: Float> Constants<F> {
    /// The constants; `None` if arrays do not fit the neurons there are.
    fn of(rate: &Rate<F>) -> Option<Self> {
        let n = rate.x.len();
        if rate.w_rec.as_ref().is_some_and(|w_rec| w_rec.dim() != (n, n)) {
            return None;
        }
        // The larger of two is the one that is a number: what is none stays.
        let least = rate.least_tau_in_steps * rate.dt;
        let alpha = |tau: F| rate.dt / if tau.is_nan() { tau } else { tau.max(least) };
        Some(Self {
            alpha: spread(&rate.tau, n)?.into_iter().map(alpha).collect(),
            bias: spread(&rate.bias, n)?,
            threshold: spread(&rate.threshold, n)?,
        })
    }

    /// `x = x + (-x + in + bias + rec_input) * alpha`
    #[inline(always)]
    fn step(&self, x: &mut [F], input: &[F], rec_input: &[F]) {
        let neurons = x.iter_mut().zip(input).zip(rec_input).zip(&self.bias).zip(&self.alpha);
        for ((((x, &input), &rec_input), &bias), &alpha) in neurons {
            *x += (-*x + input + bias + rec_input) * alpha;
        }
    }
}

/// Batches that share a pass over the recurrent weights.
struct Group<'a, F> {
    /// The number of the first batch.
    first: usize,
    /// `(batches, T, n)`: outputs take the place of inputs.
    output: &'a mut [F],
    /// `(batches, n)`: at first the stored state, in the end that of every batch.
    x: &'a mut [F],
    /// Where `rec_input` and `x` are kept.
    kept: [KeptRows<'a, F>; 2],
    /// `x` of every step for a tape, `(batches, T, n)`, or empty.
    taped: &'a mut [F],
}

impl<F: Float> Group<'_, F> {
    /// So many batches.
    const BATCHES: usize = 4;

    #[inline(always)]
    fn run<S: Simd>(
        &mut self,
        simd: S,
        rate: &Rate<F>,
        constants: &Constants<F>,
        w_rec: &Matrix<'_, F>,
        noise: &Noise<F>,
    ) {
        let Self { first, output, x, kept: [rec_inputs, xs], taped } = self;
        let n = rate.x.len();
        let batches = x.len() / n.max(1);
        let batch_length = output.len() / batches.max(1);
        if batch_length == 0 {
            return;
        }
        for (batch, output) in output.chunks_exact_mut(batch_length).enumerate() {
            noise.add_to(*first + batch, output, n);
        }
        let mut activation = vec![F::zero(); x.len()];
        let mut rec_input = vec![F::zero(); x.len()];
        let mut scratch = Vec::new();
        for (x, activation) in x.chunks_exact(n).zip(activation.chunks_exact_mut(n)) {
            rate.act_fn.apply(x, &constants.threshold, activation);
        }
        for step in (0..batch_length).step_by(n) {
            if !w_rec.is_empty() {
                project_some(simd, &activation, w_rec, &[], &mut rec_input, &mut scratch);
            }
            for batch in 0..batches {
                let own = batch * n..(batch + 1) * n;
                let at_step = batch * batch_length + step..batch * batch_length + step + n;
                let output = &mut output[at_step.clone()];
                let (x, rec_input) = (&mut x[own.clone()], &rec_input[own.clone()]);
                constants.step(x, output, rec_input);
                rate.act_fn.apply(x, &constants.threshold, output);
                activation[own].copy_from_slice(output);
                rec_inputs.keep(batch, step / n, rec_input);
                xs.keep(batch, step / n, x);
                if !taped.is_empty() {
                    taped[at_step].copy_from_slice(x);
                }
            }
        }
    }
}

impl<F: Float> Evolve for Rate<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        check_shapes(self)?;
        let n = self.x.len();
        let input = input.series(Self::REGISTRY.name(), n)?;
        let Some(constants) = Constants::of(self) else { return Err(misfit(self)) };
        let (batches, steps, columns) = input.dim();
        let noise =
            Noise::begin(&self.origin, [self.noise_std, self.dt], self.noise_position, batches, recorder)?;
        let w_rec = self.w_rec.as_ref().map(|w_rec| w_rec.as_standard_layout());
        let w_rec = w_rec.as_ref().and_then(|w_rec| w_rec.as_slice()).unwrap_or_default();
        let w_rec = Matrix::new(w_rec, n, batches * steps, Group::<F>::BATCHES.min(batches));

        let mut last = begin(recorder, "x", &self.x, batches)?;
        let start = if R::KEEPS_TAPE { last.clone() } else { Array2::zeros((0, 0)) };
        let mut rec_inputs = Kept::new(recorder, "rec_input", [batches, steps, n], None)?;
        let mut xs = Kept::new(recorder, "x", [batches, steps, n], None)?;
        let mut taped = Array3::zeros((batches, if R::KEEPS_TAPE { steps } else { 0 }, n));
        let mut output = take(input, n)?;
        let numbers = output.len() * if w_rec.is_empty() { 1 } else { n };
        let together = Group::<F>::BATCHES;
        let mut groups: Vec<_> = pieces(output.as_slice_mut(), batches, together)
            .zip(pieces(last.as_slice_mut(), batches, together))
            .zip(rec_inputs.rows(batches, together).zip(xs.rows(batches, together)))
            .zip(pieces(taped.as_slice_mut(), batches, together))
            .enumerate()
            .map(|(group, (((output, x), (rec_inputs, xs)), taped))| Group {
                first: group * together,
                output,
                x,
                kept: [rec_inputs, xs],
                taped,
            })
            .collect();
        parallel::run_each(&mut groups, numbers, |group| {
            dispatch!(Level::new(), simd => group.run(simd, self, &constants, &w_rec, &noise));
        });

        recorder.tape(|| back::RateTape::new(start, columns, taped));
        rec_inputs.give(recorder)?;
        xs.give(recorder)?;
        if R::KEEPS_LAST {
            recorder.last("x", || last.clone())?;
        }
        noise.finish(&mut self.noise_position, steps, recorder)?;
        store_first(&mut self.x, &last);
        Ok(output)
    }

    fn back_with(&self, of_output: Array3<F>, back: &mut Back<'_, F>) -> Result<Array3<F>, Error> {
        back::back(self, of_output, back)
    }
}
