//! Leaky integrate-and-fire neurons.

mod back;
mod block;
mod constants;
mod evolve;
mod run;
mod series;
mod step;
mod team;

pub(crate) use step::fire;

use crate::{Float, Surrogate};
use ndarray::{Array1, Array2, ArrayD};
use rockpool_core::prelude::*;

/// Leaky integrate-and-fire neurons with exponential synapses, recurrent where `w_rec` is given.
///
/// **Shapes**: `n_out` neurons with `n_syn = n_in / n_out` synapses each; input `(B, T, n_in)` or
/// `(T, n_in)`, where columns `n * n_syn ..` belong to neuron `n`; a single column, `(T)`, `(T, 1)`
/// or `(B, T, 1)`, is given to all synapses. Output `(B, T, n_out)`: the number of spikes of every
/// neuron in every step.
///
/// One step, with the spikes `s` of the step before:
/// ```text
/// irec = s · w_rec
/// isyn = (isyn + (x + irec)) * exp(-dt / tau_syn)
/// zeta = noise_std * sqrt(dt) * normal
/// vmem = vmem * exp(-dt / tau_mem) + ((sum of isyn + zeta) + bias)
/// s    = min(floor(vmem / threshold), max_spikes_per_dt)  where vmem >= threshold, else 0
/// vmem = vmem - s * threshold
/// ```
///
/// Recorded: `spikes` and `vmem` `(B, T, n_out)`, `isyn` and `irec` `(B, T, n_out, n_syn)`, each
/// after its step. What recurrence costs depends on how many neurons spike.
///
/// ```
/// use ndarray::{Array2, array};
/// use rockpool_core::prelude::*;
/// use rockpool_nn::{Evolve, Lif};
///
/// // Three neurons with two synapses each, one fast and one slow.
/// let mut lif = Lif::builder()
///     .shape((6, 3))
///     .tau_syn(array![0.002, 0.02])
///     .w_rec(Init(normal(0.0, 0.1)))
///     .key(Key::new(7))
///     .build()?;
/// assert_eq!(lif.tau_syn.shape(), [1, 2]);
///
/// let (output, record) = lif.evolve_recorded(&Array2::from_elem((50, 6), 0.1))?;
/// assert!(output.sum() > 0.0);
/// assert_eq!(record.get("isyn").unwrap().shape(), [1, 50, 3, 2]);
///
/// lif.reset_state();
/// assert_eq!(lif.evolve(&Array2::from_elem((50, 6), 0.1))?, output);
/// # Ok::<(), Error>(())
/// ```
///
/// # Leak, reset, rest
/// As they are in the original, membranes leak to 0, a spike takes the threshold off, and a neuron may spike
/// again in the next step. Other neurons are had by what is absent unless given:
///
/// | given | then |
/// |---|---|
/// | `gain` | inputs and what recurrent spikes give are multiplied by it: a resistance, or the unit of a current |
/// | `v_leak` | membranes leak to it: `bias + v_leak * (1 - exp(-dt / tau_mem))` enters them in every step |
/// | `v_reset` | a spike sets the membrane to it, and a neuron spikes once a step |
/// | `refractory_period` | after a spike, a neuron rests for as many steps as the period has, rounded: its membrane stays as the spike has left it, whatever enters; its synapses go on |
/// | `tau_mem` or `tau_syn` of `f64::INFINITY` | what enters stays: an integrator |
///
/// With `tau_mem` far below `dt`, nothing of a membrane is left after a step: `exp(-dt / tau_mem)` is 0.
///
/// ```
/// # use ndarray::Array2;
/// # use rockpool_core::prelude::*;
/// # use rockpool_nn::{Evolve, Lif};
/// let mut lif = Lif::builder()
///     .shape((1, 1))
///     .v_leak(-0.2)
///     .v_reset(-0.5)
///     .refractory_period(2e-3) // two steps
///     .tau_syn(1e-5) // what enters is gone after its step
///     .bias(2.0)
///     .build()?;
/// let (output, record) = lif.evolve_recorded(&Array2::<f64>::zeros((4, 1)))?;
/// assert_eq!(output.into_raw_vec_and_offset().0, [1.0, 0.0, 0.0, 1.0]);
/// assert_eq!(record.get("vmem").unwrap().slice::<f64>().unwrap(), [-0.5; 4]);
/// # Ok::<(), Error>(())
/// ```
///
/// # Decays and bit shifts
/// The original has neurons whose parameter is what is left after a step, or by how many bits that is shifted (its
/// `leak_mode`). Here the parameter is the time constant alone, since a decay is another time constant with
/// every other `dt`: bounds, files, exchange and learning rates would have a second meaning each. A decay `a` is
/// `tau = -dt / ln(a)`, and a shift by `k` bits is the decay `1 - 2^-k`:
///
/// ```
/// # use ndarray::Array2;
/// # use rockpool_core::prelude::*;
/// # use rockpool_nn::{Evolve, LifNeuron};
/// let dt = 1e-3;
/// let tau_of_decay = |decay: f64| -dt / decay.ln();
/// let tau_of_shift = |bits: i32| tau_of_decay(1.0 - 2f64.powi(-bits));
///
/// let mut neuron = LifNeuron::builder().n(1).tau_mem(tau_of_shift(2)).dt(dt).build()?;
/// neuron.vmem.fill(0.5);
/// neuron.evolve(&Array2::<f64>::zeros((1, 1)))?;
/// assert!((neuron.vmem[0] - (0.5 - 0.5 / 4.0)).abs() < 1e-15); // v - (v >> 2)
/// # Ok::<(), Error>(())
/// ```
///
/// # Noise
/// Nothing is drawn while `noise_std` is 0 (the original draws all the same). Otherwise step number
/// [`noise_position`](Self::noise_position) of batch `b` draws, neuron by neuron, from the stream of
/// `key.at("noise_std").at_index(b).at_index(noise_position)`, where `key` is the module's: the same key
/// gives the same noise, whatever the number of threads, and wherever a run is cut. The position is a
/// state: `reset_state()` puts it back to 0, and the same noise is heard again.
///
/// ```
/// # use ndarray::Array2;
/// # use rockpool_core::prelude::*;
/// # use rockpool_nn::{Evolve, Lif};
/// let mut lif = Lif::builder().shape((2, 2)).noise_std(5.0).key(Key::new(7)).build()?;
/// let silence = Array2::<f64>::zeros((100, 2));
/// let first = lif.evolve(&silence)?;
/// assert_ne!(lif.evolve(&silence)?, first);
/// lif.reset_state();
/// assert_eq!(lif.evolve(&silence)?, first);
/// # Ok::<(), Error>(())
/// ```
///
/// # What is not a number
/// Spikes of a membrane whose potential is not a number, or minus infinity, are not a number: as in the
/// original, what has gone wrong in an input or a weight is seen in the output, in its own sample alone. One at plus
/// infinity fires `max_spikes_per_dt` in every step, as it does there; one that rests hears nothing, and a weight is
/// heard only of what spikes.
///
/// **Source**: Rockpool 3.1.0, `LIF`, in the order of its operations; without its all-zero `w_rec`
/// and `_has_rec`, with bounds on what it divides by, and with a fault where `n_in` is no multiple
/// of `n_out`.
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out), dims(n_in = default(n_out), n_syn = n_in / n_out), spiking_output)]
pub struct Lif<F: Float = f64> {
    /// Recurrent weights `(n_out, n_in)`, from the spikes of the step before; absent unless given,
    /// by `.w_rec(Declared)` for example.
    #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
    pub w_rec: Option<Array2<F>>,
    /// Time constants of the membranes `(n_out)` or `()`, in seconds; far below `dt`, nothing is left after a step.
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    pub tau_mem: ArrayD<F>,
    /// Time constants of the synapses `(n_out, n_syn)`, `(1, n_syn)` or `()`, in seconds; a vector
    /// of `n_syn`, or of `n_out` where each neuron has one synapse, is reshaped. Far below `dt`, nothing of an
    /// input is left after a step, not even in that in which it comes.
    #[parameter(
        family = "taus", shape = [(n_out, n_syn), (1, n_syn), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..
    )]
    pub tau_syn: ArrayD<F>,
    /// Constant input of the membranes in every step `(n_out)` or `()`.
    #[parameter(family = "biases", shape = [(n_out,), ()], init = zeros())]
    pub bias: ArrayD<F>,
    /// Membrane potentials at which neurons spike, and which a spike takes off `(n_out)` or `()`.
    #[parameter(family = "thresholds", shape = [(n_out,), ()], init = ones(), bounds = 1e-6..1e30)]
    pub threshold: ArrayD<F>,
    /// What inputs and recurrent spikes are multiplied by `(n_in)` or `()`; absent unless given.
    #[parameter(family = "gains", shape = [(n_in,), ()], init = ones())]
    pub gain: Option<ArrayD<F>>,
    /// Potentials that the membranes leak to `(n_out)` or `()`; absent unless given, and then 0.
    #[parameter(family = "potentials", shape = [(n_out,), ()], init = zeros())]
    pub v_leak: Option<ArrayD<F>>,
    /// Potentials that a spike sets the membranes to `(n_out)` or `()`; absent unless given: a spike
    /// takes the threshold off.
    #[parameter(family = "potentials", shape = [(n_out,), ()], init = zeros())]
    pub v_reset: Option<ArrayD<F>>,
    /// Spikes of the last step `(n_out)`.
    #[state(shape = n_out)]
    pub spikes: Array1<F>,
    /// Currents of the synapses `(n_out, n_syn)`.
    #[state(shape = (n_out, n_syn))]
    pub isyn: Array2<F>,
    /// Membrane potentials `(n_out)`.
    #[state(shape = n_out)]
    pub vmem: Array1<F>,
    /// How many steps the neurons still rest `(n_out)`, or `()` as long as none ever did.
    #[state(shape = [(), (n_out,)])]
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
    /// How long a neuron rests after a spike `(n_out)` or `()`, in seconds; absent unless given.
    #[simulation(shape = [(n_out,), ()], init = zeros(), unit = "s", bounds = 0.0..)]
    pub refractory_period: Option<ArrayD<F>>,
    #[module(origin)]
    origin: Origin,
}
