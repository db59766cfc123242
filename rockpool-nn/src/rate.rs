//! Rate neurons.

mod activation;

pub use activation::Activation;

use crate::noise::Noise;
use crate::spread::{misfit, spread};
use crate::{Evolve, Float, Input, Recorder};
use ndarray::linalg::general_mat_mul;
use ndarray::{Array1, Array2, Array3, ArrayD, ArrayView2, Axis};
use rockpool_core::prelude::*;

/// Rate neurons, recurrent where `w_rec` is given.
///
/// **Shapes**: `n` neurons; input `(B, T, n)` or `(T, n)`; a single column, `(T)`, `(T, 1)` or
/// `(B, T, 1)`, is given to all neurons. Output `(B, T, n)`: their activations.
///
/// One step of the forward Euler method, where `h` is the activation function:
/// ```text
/// rec_input = h(x, threshold) · w_rec
/// x         = x + (-x + (in + zeta) + bias + rec_input) * alpha,  alpha = dt / max(tau, 10 dt)
/// output    = h(x, threshold)
/// ```
/// Noise is `zeta = noise_std * sqrt(dt) * normal`. Recorded: `rec_input` and `x`, `(B, T, n)`.
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
/// Nothing is drawn while `noise_std` is 0. Otherwise evolution number
/// `p =` [`noise_position`](Self::noise_position) draws for batch `b`, step by step and neuron by
/// neuron, from the stream of `key.at("noise_std").at(p).at_index(b)`, where `key` is the module's.
///
/// **Source**: Rockpool 3.1.0, `Rate`, in the order of its operations. Time constants below `10 dt`
/// count as `10 dt`, as there.
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
    /// Time step of the solver, in seconds.
    #[simulation(init = fill(1e-3), unit = "s", bounds = 1e-9..1e9)]
    pub dt: F,
    /// Standard deviation of the noise in the input after one second.
    #[simulation(init = zeros(), bounds = 0.0..1e30)]
    pub noise_std: F,
    /// The activation function.
    #[simulation(init = Activation::Relu)]
    pub act_fn: Activation<F>,
    /// How many evolutions have drawn noise.
    #[module(skip)]
    pub noise_position: u64,
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
        let alpha = |tau: F| rate.dt / tau.max(F::of(10.0) * rate.dt);
        Some(Self {
            alpha: spread(&rate.tau, n)?.into_iter().map(alpha).collect(),
            bias: spread(&rate.bias, n)?,
            threshold: spread(&rate.threshold, n)?,
        })
    }

    /// `x = x + (-x + in + bias + rec_input) * alpha`
    fn step(&self, x: &mut [F], input: &[F], rec_input: &[F]) {
        let neurons = x.iter_mut().zip(input).zip(rec_input).zip(&self.bias).zip(&self.alpha);
        for ((((x, &input), &rec_input), &bias), &alpha) in neurons {
            *x += (-*x + input + bias + rec_input) * alpha;
        }
    }
}

/// The state of all batches, `(B, n)` each.
struct Batches<F> {
    x: Array2<F>,
    /// `h(x, threshold)`
    activation: Array2<F>,
    rec_input: Array2<F>,
}

impl<F: Float> Batches<F> {
    fn activate(&mut self, act_fn: &Activation<F>, threshold: &[F]) {
        for (x, mut activation) in self.x.outer_iter().zip(self.activation.outer_iter_mut()) {
            let (Some(x), Some(activation)) = (x.to_slice(), activation.as_slice_mut()) else { return };
            act_fn.apply(x, threshold, activation);
        }
    }

    /// One step of all batches with their inputs `(B, n)`.
    fn step(&mut self, rate: &Rate<F>, constants: &Constants<F>, input: &ArrayView2<'_, F>) {
        if let Some(w_rec) = &rate.w_rec {
            general_mat_mul(F::one(), &self.activation, w_rec, F::zero(), &mut self.rec_input);
        }
        let rows = self.x.outer_iter_mut().zip(input.outer_iter()).zip(self.rec_input.outer_iter());
        for ((mut x, input), rec_input) in rows {
            if let (Some(x), Some(input), Some(rec_input)) =
                (x.as_slice_mut(), input.to_slice(), rec_input.to_slice())
            {
                constants.step(x, input, rec_input);
            }
        }
        self.activate(&rate.act_fn, &constants.threshold);
    }
}

impl<F: Float> Evolve for Rate<F> {
    type Elem = F;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, F>,
        recorder: &mut R,
    ) -> Result<Array3<F>, Error> {
        let n = self.x.len();
        let input = input.series(Self::REGISTRY.name(), n)?;
        let Some(constants) = Constants::of(self) else { return Err(misfit(self)) };
        let (batches, steps, _) = input.dim();
        let noise = Noise::new(&self.origin, self.noise_position, self.noise_std, self.dt);
        let mut inputs = Array3::zeros((batches, steps, n));
        inputs += &input;
        for (batch, mut inputs) in inputs.outer_iter_mut().enumerate() {
            noise.add_to(batch, inputs.as_slice_mut().unwrap_or_default());
        }

        let zeros = || Array2::zeros((batches, n));
        let mut all = Batches { x: zeros() + &self.x, activation: zeros(), rec_input: zeros() };
        all.activate(&self.act_fn, &constants.threshold);
        // Inputs are overwritten by outputs, step by step.
        let mut output = inputs;
        let kept = if R::KEEPS_SERIES { steps } else { 0 };
        let mut series = [(); 2].map(|()| Array3::<F>::zeros((batches, kept, n)));
        for step in 0..steps {
            all.step(self, &constants, &output.index_axis(Axis(1), step));
            output.index_axis_mut(Axis(1), step).assign(&all.activation);
            if R::KEEPS_SERIES {
                let [mut rec_input, mut x] =
                    series.each_mut().map(|series| series.index_axis_mut(Axis(1), step));
                rec_input.assign(&all.rec_input);
                x.assign(&all.x);
            }
        }

        self.noise_position += u64::from(noise.is_heard());
        if let Some(first) = all.x.outer_iter().next() {
            self.x.assign(&first);
        }
        let [rec_input, x] = series;
        recorder.series("rec_input", || rec_input)?;
        recorder.series("x", || x)?;
        recorder.last("x", || all.x)?;
        Ok(output)
    }
}
