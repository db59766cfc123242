//! The gradient of weights is the sum over frames of what went through them times the gradient of what came
//! out: held against the plain loop for every width, density and number of batches that is summed up otherwise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, Array3, ArrayView2, Axis};
use proptest::prelude::*;
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Float, Lif, Linear, Way};

/// Numbers without a pattern, of which some are not zero.
fn some<F: Float>(dim: (usize, usize, usize), part: f64) -> Array3<F> {
    let mut at = 0.3;
    Array3::from_shape_simple_fn(dim, || {
        at = f64::fract(at * 7.31 + 0.1234567);
        if at < part { F::of(f64::sin(at * 977.0)) } else { F::zero() }
    })
}

/// As near as sums are whose terms have these absolute values together: terms may cancel each other.
fn assert_near<F: Float>(
    found: ArrayView2<'_, F>,
    expected: &Array2<f64>,
    terms: &Array2<f64>,
    tolerance: f64,
) {
    assert_eq!(found.dim(), expected.dim());
    let largest = terms.iter().fold(1e-12_f64, |largest, x| largest.max(x.abs()));
    for ((at, &found), expected) in found.indexed_iter().zip(expected) {
        let found: f64 = found.value();
        assert!((found - expected).abs() <= tolerance * largest, "{at:?}: {found} instead of {expected}");
    }
}

/// `sum(x[f, i] * of[f, j])`
fn outer<F: Float>(x: &Array3<F>, of: &Array3<F>) -> Array2<f64> {
    let mut sums = Array2::zeros((x.dim().2, of.dim().2));
    for (x, of) in x.rows().into_iter().zip(of.rows()) {
        for ((i, j), sum) in sums.indexed_iter_mut() {
            *sum += x[i].value() * of[j].value();
        }
    }
    sums
}

/// The same of what is added up, without signs.
fn outer_terms<F: Float>(x: &Array3<F>, of: &Array3<F>) -> Array2<f64> {
    outer(&x.mapv(|x| x.abs()), &of.mapv(|x| x.abs()))
}

fn linear_is_right<F: Float>(frames: (usize, usize), n_in: usize, n_out: usize, part: f64, tolerance: f64) {
    let mut linear = Linear::<F>::builder().shape((n_in, n_out)).key(Key::new(1)).build().unwrap();
    let input = some::<F>((frames.0, frames.1, n_in), part);
    let of_output = some::<F>((frames.0, frames.1, n_out), 0.9);
    let (_, tape) = linear.evolve_taped(&input).unwrap();
    let gradient = linear.back(&tape, &of_output).unwrap();
    let of_weight = gradient.get("weight").unwrap().into_dimensionality().unwrap();
    assert_near(of_weight, &outer(&input, &of_output), &outer_terms(&input, &of_output), tolerance);
    // Back to the input, frame by frame.
    let weight = linear.weight.mapv(|w| -> f64 { w.value() });
    for (found, of) in gradient.of_input().rows().into_iter().zip(of_output.rows()) {
        let of = of.mapv(|x| -> f64 { x.value() });
        let expected = weight.dot(&of).insert_axis(Axis(0));
        let terms = weight.abs().dot(&of.abs()).insert_axis(Axis(0));
        assert_near(found.insert_axis(Axis(0)), &expected, &terms, tolerance);
    }
}

/// Recurrent weights hear the spikes of the step before, those at the start among them.
fn lif_is_right<F: Float>(dim: (usize, usize), n: usize, n_syn: usize, cut: usize, tolerance: f64) {
    let mut lif = Lif::<F>::builder()
        .shape((n * n_syn, n))
        .w_rec(Init(normal(0.0, 0.3 / n as f64)))
        .tau_mem(Init(uniform(5e-3, 20e-3)))
        .max_spikes_per_dt(F::of(3.0))
        .key(Key::new(2))
        .build()
        .unwrap();
    lif.spikes = Array1::from_shape_fn(n, |neuron| F::of((neuron % 3) as f64));
    let before = lif.spikes.clone();
    let input = some::<F>((dim.0, dim.1, n * n_syn), 0.5).mapv(|x| F::of(1.7) * x.abs());
    let of_output = some::<F>((dim.0, dim.1, n), 0.9).mapv(|x| x * F::of(0.1));
    let (output, tape) = lif.evolve_taped(&input).unwrap();
    let way = Way::new().cut_every(cut).with_states();
    let gradient = lif.back_by(&way, &tape, &of_output).unwrap();
    let mut heard = Array3::<F>::zeros(output.dim());
    for (mut heard, output) in heard.outer_iter_mut().zip(output.outer_iter()) {
        for step in 0..dim.1 {
            let spikes = if step == 0 { before.view() } else { output.row(step - 1) };
            heard.row_mut(step).assign(&spikes);
        }
    }
    let of_w_rec = gradient.get("w_rec").unwrap().into_dimensionality().unwrap();
    let (expected, terms) = (outer(&heard, gradient.of_input()), outer_terms(&heard, gradient.of_input()));
    assert_near(of_w_rec, &expected, &terms, tolerance);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn of_dense_weights(
        frames in (0_usize..5, 0_usize..70), n_in in 1_usize..40, n_out in 1_usize..90, part in 0.0_f64..1.0,
    ) {
        linear_is_right::<f64>(frames, n_in, n_out, part, 1e-12);
        linear_is_right::<f32>(frames, n_in, n_out, part, 1e-5);
    }

    #[test]
    fn of_recurrent_weights(
        dim in (1_usize..40, 1_usize..12), n in 1_usize..40, n_syn in 1_usize..3, cut in 0_usize..6,
    ) {
        lif_is_right::<f64>(dim, n, n_syn, cut, 1e-12);
        lif_is_right::<f32>(dim, n, n_syn, cut, 1e-5);
    }
}

/// Sums that do not stay near a core are made afterwards, column by column.
#[test]
fn of_many_weights() {
    linear_is_right::<f64>((2, 40), 200, 130, 0.2, 1e-12);
    linear_is_right::<f64>((2, 40), 200, 130, 1.0, 1e-12);
    linear_is_right::<f32>((1, 3), 200, 300, 0.5, 1e-5);
    // Hundreds of frames, in parts.
    linear_is_right::<f32>((8, 130), 9, 10, 0.4, 1e-5);
    linear_is_right::<f64>((8, 130), 30, 3, 1.0, 1e-12);
    lif_is_right::<f64>((2, 4), 370, 1, 0, 1e-12);
    lif_is_right::<f32>((3, 2), 200, 2, 0, 1e-5);
    lif_is_right::<f64>((1, 70), 20, 1, 7, 1e-12);
}
