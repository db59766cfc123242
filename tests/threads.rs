//! Numbers are the same, bit for bit, whatever the number of threads, and whether batches run
//! together or alone, in the memory of the input or beside it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array3, ArrayD, Axis};
use rayon::ThreadPoolBuilder;
use rockpool_core::init::Rng;
use rockpool_core::prelude::*;
use rockpool_nn::{Activation, Evolve, ExpSyn, Float, Layer, Lif, LifNeuron, Linear, Rate, Sequential};

/// Zero in two places out of three, else between -0.2 and 1.
fn input<F: Float>(shape: (usize, usize, usize), seed: u64) -> Array3<F> {
    let mut rng = Key::new(seed).rng();
    let mut draw = move || (rng.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
    Array3::from_shape_simple_fn(shape, || if draw() < 0.66 { F::zero() } else { F::of(1.2 * draw() - 0.2) })
}

fn lif<F: Float>(n_in: usize, n_out: usize) -> Result<Lif<F>, Error> {
    Lif::<F>::builder()
        .shape((n_in, n_out))
        .tau_mem(Init(uniform(0.005, 0.03)))
        .tau_syn(Init(uniform(0.002, 0.03)))
        .key(Key::new(1))
        .build()
}

fn recurrent<F: Float>(n_in: usize, n_out: usize) -> Result<Lif<F>, Error> {
    let mut lif = lif::<F>(n_in, n_out)?;
    let mut rng = Key::new(2).rng();
    let spread = 0.5 / (n_out as f64).sqrt();
    let w_rec = ndarray::Array2::from_shape_simple_fn((n_out, n_in), || {
        F::of(((rng.next_u64() >> 11) as f64 / (1_u64 << 53) as f64 - 0.7) * spread)
    });
    lif.w_rec = Some(w_rec);
    Ok(lif)
}

type Make<F> = dyn Fn() -> Result<Box<dyn Layer<F>>, Error>;

fn holds<F: Float>(name: &str, shape: (usize, usize, usize), layer: &Make<F>) {
    let input = input::<F>(shape, 3);
    let (output, states) = layer().unwrap().evolve_all(&input).unwrap();
    assert!(output.iter().any(|&y| y != F::zero()), "{name} gives nothing");

    for threads in [1, 2, 3, 8] {
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let mut layer = layer().unwrap();
        let again = pool.install(|| layer.evolve_all(&input)).unwrap();
        assert!(again == (output.clone(), states.clone()), "{name}, {threads} threads");
    }

    let recorded = layer().unwrap().evolve_recorded(&input).unwrap();
    assert!(recorded.0 == output, "{name}, recorded");
    let given_away = layer().unwrap().evolve_all(input.clone()).unwrap();
    assert!(given_away == (output.clone(), states.clone()), "{name}, input given away");

    for (batch, input) in input.outer_iter().enumerate() {
        let (alone, state) = layer().unwrap().evolve_all(input).unwrap();
        assert!(alone.index_axis(Axis(0), 0) == output.index_axis(Axis(0), batch), "{name}, batch {batch}");
        let of = |states: &Tree<Value>, batch| -> Vec<ArrayD<F>> {
            let arrays = states.clone().flatten().0.into_iter();
            // Positions of noise are integers, and the same for all samples.
            let arrays = arrays.filter_map(|state| state.array::<F>().map(|array| array.to_owned()));
            arrays.map(|state| state.index_axis(Axis(0), batch).to_owned()).collect()
        };
        assert!(of(&state, 0) == of(&states, batch), "{name}, states of batch {batch}");
    }
}

/// All modules, in sizes that are shared out by batches, by neurons, and not at all.
fn all_hold<F: Float>() {
    fn boxed<F: Float>(layer: Result<Lif<F>, Error>) -> Result<Box<dyn Layer<F>>, Error> {
        Ok(Box::new(layer?))
    }
    holds::<F>("feed-forward, by batches", (9, 40, 70), &|| boxed(lif(70, 70)));
    holds::<F>("feed-forward, by neurons", (1, 20, 1030), &|| boxed(lif(1030, 1030)));
    holds::<F>("two synapses, by neurons", (2, 20, 1030), &|| boxed(lif(1030, 515)));
    holds::<F>("feed-forward, small", (2, 9, 5), &|| boxed(lif(5, 5)));
    holds::<F>("recurrent, by batches", (5, 60, 90), &|| boxed(recurrent(90, 90)));
    holds::<F>("recurrent, by neurons", (1, 20, 530), &|| boxed(recurrent(530, 530)));
    holds::<F>("recurrent, two synapses, by neurons", (2, 20, 1030), &|| boxed(recurrent(1030, 515)));
    holds::<F>("linear, sparse", (7, 41, 70), &|| {
        Ok(Box::new(Linear::<F>::builder().shape((70, 75)).bias(Declared).key(Key::new(4)).build()?))
    });
    holds::<F>("membranes", (5, 40, 100), &|| {
        Ok(Box::new(
            LifNeuron::<F>::builder().n(100).tau_mem(Init(uniform(0.01, 0.03))).key(Key::new(4)).build()?,
        ))
    });
    holds::<F>("synapses", (5, 40, 100), &|| {
        Ok(Box::new(ExpSyn::<F>::builder().n(100).tau(Init(uniform(0.01, 0.03))).key(Key::new(4)).build()?))
    });
    holds::<F>("synapses that forget", (5, 40, 100), &|| {
        Ok(Box::new(ExpSyn::<F>::builder().n(100).max_window_length(7).build()?))
    });
    holds::<F>("rates", (6, 30, 100), &|| {
        let rate = Rate::<F>::builder().n(100).w_rec(Init(normal(0.0, 0.05))).act_fn(Activation::Tanh);
        Ok(Box::new(rate.key(Key::new(5)).build()?))
    });
    holds::<F>("a net", (6, 50, 40), &|| {
        let project = Linear::<F>::builder().shape((40, 80)).key(Key::new(6)).build()?;
        let readout = Linear::<F>::builder().shape((80, 10)).key(Key::new(7)).build()?;
        let layers = (project, recurrent::<F>(80, 80)?, readout, lif::<F>(10, 10)?);
        Ok(Box::new(Sequential::new(layers)?))
    });
}

#[test]
fn numbers_do_not_depend_on_threads_and_batches() {
    all_hold::<f64>();
}

#[test]
fn numbers_do_not_depend_on_threads_and_batches_in_single_precision() {
    all_hold::<f32>();
}
