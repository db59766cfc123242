//! The networks whose learning is measured, with numbers that `rockpool/lessons.py` draws alike.

use ndarray::{Array2, Array3};
use rockpool_core::prelude::*;
use rockpool_nn::{ExpSyn, Float, Layer, Lif, Linear, Sequential, layers};

/// What learns.
pub(crate) struct Lesson<F: Float> {
    pub(crate) net: Sequential<Vec<Box<dyn Layer<F>>>>,
    /// `(B, T, n_in)`
    pub(crate) input: Array3<F>,
    /// `(B, T, n_out)`
    pub(crate) of_output: Array3<F>,
}

/// The networks: letter, what it is, and the milliseconds that the original takes there and back, Torch and
/// Jax, compiled, in single precision on two threads of a machine with two cores.
pub(crate) const LESSONS: [(&str, &str, [f64; 2]); 5] = [
    ("A", "Lif(1000) recurrent, B=1, T=1000", [1573.0, 764.0]),
    ("B", "Lif(256), B=32, T=100", [116.0, 63.0]),
    ("D", "Linear(64, 256) Lif(256) recurrent Linear(256, 10) Lif(10), B=32, T=100", [218.0, 101.0]),
    ("V", "Linear(12, 100) Lif(100) recurrent Linear(100, 9) ExpSyn(9), B=32, T=29", [27.0, 4.9]),
    ("W", "Linear(12, 200) Lif(200) recurrent Linear(200, 9) ExpSyn(9), B=32, T=116", [178.0, 55.0]),
];

/// The network of this letter.
pub(crate) fn lesson<F: Float>(letter: &str) -> Result<Lesson<F>, Error> {
    let (layers, [batches, steps]) = match letter {
        "A" => (layers![recurrent::<F>(1, 1000)?], [1, 1000]),
        "B" => (layers![Lif::<F>::builder().shape((256, 256)).build()?], [32, 100]),
        "D" => {
            let spike = Lif::<F>::builder().shape((10, 10)).build()?;
            let hidden = recurrent::<F>(2, 256)?;
            (layers![linear::<F>(1, 64, 256)?, hidden, linear::<F>(3, 256, 10)?, spike], [32, 100])
        }
        _ => {
            let (n, steps) = if letter == "V" { (100, 29) } else { (200, 116) };
            let synapses = ExpSyn::<F>::builder().n(9).build()?;
            (
                layers![linear::<F>(1, 12, n)?, recurrent::<F>(2, n)?, linear::<F>(3, n, 9)?, synapses],
                [32, steps],
            )
        }
    };
    let net = Sequential::new(layers)?;
    let height = F::of(if "AB".contains(letter) { 0.15 } else { 1.0 });
    let mut draw = draws(0);
    let input = Array3::from_shape_simple_fn((batches, steps, net.size_in()), || {
        if draw() < 0.1 { height } else { F::zero() }
    });
    let mut normal = normal(9);
    let of_output = Array3::from_shape_simple_fn((batches, steps, net.size_out()), || F::of(normal()));
    Ok(Lesson { net, input, of_output })
}

fn linear<F: Float>(seed: u64, n_in: usize, n_out: usize) -> Result<Linear<F>, Error> {
    Linear::<F>::builder().weight(weights::<F>(seed, (n_in, n_out), 0.02, 0.2)).build()
}

fn recurrent<F: Float>(seed: u64, n: usize) -> Result<Lif<F>, Error> {
    Lif::<F>::builder().w_rec(weights::<F>(seed, (n, n), -5e-4, 1e-3)).shape((n, n)).build()
}

fn weights<F: Float>(seed: u64, shape: (usize, usize), mean: f64, std: f64) -> Array2<F> {
    let mut normal = normal(seed);
    Array2::from_shape_simple_fn(shape, || F::of(mean + std * normal()))
}

/// Normal numbers, one from each two (Box and Muller, 1958).
fn normal(seed: u64) -> impl FnMut() -> f64 {
    let mut draw = draws(seed);
    move || {
        let radius = (-2.0 * (1.0 - draw()).ln()).sqrt();
        radius * (std::f64::consts::TAU * draw()).cos()
    }
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
