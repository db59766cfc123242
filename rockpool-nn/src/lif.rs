//! Leaky integrate-and-fire neurons.

mod back;
mod block;
mod constants;
mod evolve;
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
/// vmem = vmem * exp(-dt / tau_mem) + ((sum of isyn + zeta) + bias),  zeta = noise_std * sqrt(dt) * normal
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
/// # Noise
/// Nothing is drawn while `noise_std` is 0 (unlike B091). Otherwise evolution number
/// `p =` [`noise_position`](Self::noise_position) draws for batch `b`, step by step and neuron by
/// neuron, from the stream of `key.at("noise_std").at_index(p).at_index(b)`, where `key` is the
/// module's; whatever the number of threads, the same key gives the same noise. `reset_state()`
/// leaves the position; set it to 0 to hear the same noise again.
///
/// ```
/// # use ndarray::Array2;
/// # use rockpool_core::prelude::*;
/// # use rockpool_nn::{Evolve, Lif};
/// let mut lif = Lif::builder().shape((2, 2)).noise_std(5.0).key(Key::new(7)).build()?;
/// let silence = Array2::<f64>::zeros((100, 2));
/// let first = lif.evolve(&silence)?;
/// lif.reset_state();
/// assert_ne!(lif.evolve(&silence)?, first);
/// lif.reset_state();
/// lif.noise_position = 0;
/// assert_eq!(lif.evolve(&silence)?, first);
/// # Ok::<(), Error>(())
/// ```
///
/// **Source**: Rockpool 3.1.0, `LIF`, in the order of its operations; without its all-zero `w_rec`
/// and `_has_rec` (B090), with bounds on what it divides by (B095), and with a fault where `n_in`
/// is no multiple of `n_out` (B092).
#[derive(Module, Clone, Debug, PartialEq)]
#[module(shape = (n_in, n_out), dims(n_in = default(n_out), n_syn = n_in / n_out), spiking_output)]
pub struct Lif<F: Float = f64> {
    /// Recurrent weights `(n_out, n_in)`, from the spikes of the step before; absent unless given,
    /// by `.w_rec(Declared)` for example.
    #[parameter(family = "weights", shape = (n_out, n_in), init = kaiming())]
    pub w_rec: Option<Array2<F>>,
    /// Time constants of the membranes `(n_out)` or `()`, in seconds.
    #[parameter(family = "taus", shape = [(n_out,), ()], init = fill(20e-3), unit = "s", bounds = 1e-6..)]
    pub tau_mem: ArrayD<F>,
    /// Time constants of the synapses `(n_out, n_syn)`, `(1, n_syn)` or `()`, in seconds; a vector
    /// of `n_syn`, or of `n_out` where each neuron has one synapse, is reshaped (B094).
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
    /// Spikes of the last step `(n_out)`.
    #[state(shape = n_out)]
    pub spikes: Array1<F>,
    /// Currents of the synapses `(n_out, n_syn)`.
    #[state(shape = (n_out, n_syn))]
    pub isyn: Array2<F>,
    /// Membrane potentials `(n_out)`.
    #[state(shape = n_out)]
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
