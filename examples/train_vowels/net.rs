//! The network that is trained, of the standard modules.

use ndarray::Array2;
use rockpool_core::prelude::*;
use rockpool_nn::{ExpSyn, Float, Lif, Linear, Surrogate, chain};

/// A layer of spiking neurons that inhibit each other, and a readout that integrates their spikes.
#[derive(Module, Clone, Debug)]
#[module(shape = (n_in, n_out), dims(n_hidden))]
pub(crate) struct Net<F: Float> {
    #[module(shape = (n_in, n_hidden))]
    pub(crate) project: Linear<F>,
    #[module(shape = (n_hidden, n_hidden))]
    pub(crate) hidden: Lif<F>,
    #[module(shape = (n_hidden, n_out))]
    pub(crate) readout: Linear<F>,
    #[module(shape = n_out)]
    pub(crate) integrate: ExpSyn<F>,
    #[module(origin)]
    origin: Origin,
}

chain!([F: Float] Net<F>: F = project, hidden, readout, integrate);

/// A net before training. All its parameters are trainable, but for the inhibition, which is a
/// constant.
pub(crate) fn net<F: Float>(n_in: usize, n_hidden: usize, n_out: usize, seed: u64) -> Result<Net<F>, Error> {
    let hidden = Lif::<F>::builder()
        .w_rec(Constant(inhibition(n_hidden)))
        .tau_mem(Init(fill(5e-3)))
        .tau_syn(Init(fill(3e-3)))
        .bias(Init(uniform(-0.05, 0.05)))
        .max_spikes_per_dt(F::one())
        // Slopes on both sides of the threshold only: those of the default have no end above it, and gradients through
        // the inhibition grow beyond all numbers as thresholds fall. What has no slope costs nothing.
        .surrogate(Surrogate::Triangle)
        .learning_window(F::of(0.5));
    Net::builder()
        .shape((n_in, n_out))
        .n_hidden(n_hidden)
        .project(Linear::<F>::builder().weight(Init(normal(0.0, 0.02))))
        .hidden(hidden)
        .readout(Linear::<F>::builder().weight(Init(normal(0.0, 0.1))))
        .integrate(ExpSyn::<F>::builder())
        .key(Key::new(seed))
        .build()
}

/// Weights by which every neuron inhibits all others alike.
fn inhibition<F: Float>(n: usize) -> Array2<F> {
    let weight = F::of(-0.2 / n as f64);
    Array2::from_shape_fn((n, n), |(from, to)| if from == to { F::zero() } else { weight })
}
