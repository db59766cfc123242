//! The networks whose speed is measured, with inputs and weights that `rockpool/networks.py` draws
//! alike, number by number.
//!
//! Spike rates are those of the golden files: of the input by its draw, of recurrent neurons by
//! weights whose sum over a neuron's inputs is that of `lif_rec.json`, where 16 % of the neurons
//! spike in a step, and in `seq_lin_lif_lin_lif.json` 18 to 23 % of the hidden ones.

use ndarray::{Array2, Array3, arr0};
use rockpool_core::prelude::*;
use rockpool_nn::{Float, Layer, Lif, Linear, Sequential};

/// What is run.
pub(crate) struct Network<F: Float> {
    pub(crate) layers: Box<dyn Layer<F>>,
    /// `(B, T, n_in)`
    pub(crate) input: Array3<F>,
}

/// The networks: letter, what it is, and the microseconds that a step takes the original's fastest
/// backend, Jax, compiled, in single precision, on two threads of a machine with two cores.
pub(crate) const NETWORKS: [(&str, &str, f64); 4] = [
    ("A", "Lif(1000), recurrent, B=1, T=1000", 113.0),
    ("B", "Lif(256), B=32, T=100", 125.0),
    ("C", "Lif(1000), B=1, T=1000", 107.0),
    ("D", "Linear(64, 256), Lif(256) recurrent, Linear(256, 10), Lif(10), B=32, T=100", 108.0),
];

/// The network of this letter.
pub(crate) fn network<F: Float>(letter: &str) -> Result<Network<F>, Error> {
    let (layers, input): (Box<dyn Layer<F>>, _) = match letter {
        // As in `lif_rec.json`.
        "A" => (Box::new(recurrent(1000, 20e-3, 20e-3)?), spikes((1, 1000, 1000), 0.2, 0.5)),
        // As in `lif_batch.json`.
        "B" => (Box::new(Lif::<F>::builder().shape((256, 256)).build()?), spikes((32, 100, 256), 0.4, 0.5)),
        // As in `lif_ff_default.json`.
        "C" => {
            (Box::new(Lif::<F>::builder().shape((1000, 1000)).build()?), spikes((1, 1000, 1000), 0.25, 0.4))
        }
        // As in `seq_lin_lif_lin_lif.json`.
        _ => {
            let project = Linear::<F>::builder().weight(weights::<F>(1, (64, 256), 0.0, 0.125)).build()?;
            let hidden = recurrent(256, 15e-3, 8e-3)?;
            let readout = Linear::<F>::builder().weight(weights::<F>(2, (256, 10), 0.0, 0.0625)).build()?;
            let spike = Lif::<F>::builder().shape((10, 10)).build()?;
            (Box::new(Sequential::new((project, hidden, readout, spike))?), spikes((32, 100, 64), 0.5, 1.0))
        }
    };
    Ok(Network { layers, input })
}

fn recurrent<F: Float>(n: usize, tau_mem: f64, tau_syn: f64) -> Result<Lif<F>, Error> {
    let mean = -0.56 / n as f64;
    let spread = 0.1 / (n as f64).sqrt();
    Lif::<F>::builder()
        .w_rec(weights::<F>(3, (n, n), mean, spread))
        .shape((n, n))
        .tau_mem(arr0(F::of(tau_mem)))
        .tau_syn(arr0(F::of(tau_syn)))
        .build()
}

/// Numbers between `mean - spread` and `mean + spread`.
fn weights<F: Float>(seed: u64, shape: (usize, usize), mean: f64, spread: f64) -> Array2<F> {
    let mut draw = draws(seed);
    Array2::from_shape_simple_fn(shape, || F::of(mean + spread * (2.0 * draw() - 1.0)))
}

/// `height` with a probability of `rate`, else zero.
fn spikes<F: Float>(shape: (usize, usize, usize), rate: f64, height: f64) -> Array3<F> {
    let mut draw = draws(0);
    Array3::from_shape_simple_fn(shape, || if draw() < rate { F::of(height) } else { F::zero() })
}

/// Numbers from 0 to 1: SplitMix64 (Steele, Lea and Flood, 2014), whose upper 53 bits make a number.
fn draws(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed << 40;
    move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((bits ^ (bits >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
