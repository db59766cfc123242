//! What `Linear` keeps to beyond the original's numbers.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

use ndarray::{Array1, Array2, Array3, array};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Linear};

fn linear() -> Linear {
    Linear::builder().weight(array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]).bias([0.5, 0.0, -0.5]).build().unwrap()
}

#[test]
fn a_frame_gives_a_frame() {
    assert_eq!(linear().evolve(&array![1.0, 10.0]).unwrap(), array![[[41.5, 52.0, 62.5]]]);
}

#[test]
fn batches_are_frames_after_frames() {
    let input = Array3::from_shape_fn((2, 3, 2), |(b, t, n)| (10 * b + 3 * t + n) as f64);
    let output = linear().evolve(&input).unwrap();
    assert_eq!(output.dim(), (2, 3, 3));
    assert_eq!(output[[1, 2, 0]], 16.0 + 4.0 * 17.0 + 0.5);
    let transposed = input.permuted_axes([1, 0, 2]);
    assert_eq!(linear().evolve(&transposed).unwrap(), output.permuted_axes([1, 0, 2]));
}

#[test]
fn the_bias_is_absent_unless_asked_for() {
    let without: Linear = Linear::builder().shape((2, 3)).build().unwrap();
    assert_eq!(without.parameters().len(), 1);
    let with: Linear = Linear::builder().shape((2, 3)).bias(Declared).key(Key::new(1)).build().unwrap();
    let bias = with.bias.as_ref().unwrap();
    // `uniform_sqrt` of three elements.
    assert!(bias.iter().all(|b| b.abs() <= (1.0_f64 / 3.0).sqrt()) && bias.iter().any(|b| *b != 0.0));
}

#[test]
fn another_size_is_refused() {
    let inputs =
        [Array1::zeros(3).into_dyn(), Array2::zeros((4, 1)).into_dyn(), Array3::zeros((1, 2, 3)).into_dyn()];
    for input in inputs {
        let error = linear().evolve(&input).unwrap_err().to_string();
        assert!(error.starts_with("expected an input (T, 2) or (B, T, 2) for `Linear`, found ("), "{error}");
    }
}

#[test]
fn a_bias_written_with_another_length_is_told_at_evolve() {
    let mut linear = linear();
    linear.bias = Some(Array1::zeros(2));
    let error = linear.evolve(&array![[1.0, 2.0]]).unwrap_err();
    assert_eq!(error.faults()[0].path(), &"bias");
}

#[test]
fn no_frames_give_no_frames() {
    assert_eq!(linear().evolve(Array2::zeros((0, 2))).unwrap().dim(), (1, 0, 3));
}

/// Frames full of numbers, frames full of zeros and all between, in sizes around those of the groups
/// that are computed in one go: whatever is beside a frame, its output is the plain sum.
#[test]
fn every_sum_runs_over_the_inputs_in_their_order() {
    let number = |i: usize| ((i * 7919) % 1009) as f64 / 1009.0 - 0.4;
    for (n_in, n_out) in [(1, 1), (3, 7), (16, 33), (40, 64), (70, 130)] {
        let weight = Array2::from_shape_fn((n_in, n_out), |(i, j)| number(i * n_out + j + 5));
        for zeros in [0, 1, 3, 10] {
            let input = Array3::from_shape_fn((2, 21, n_in), |(b, t, i)| {
                if (b + t + i) % 11 < zeros { 0.0 } else { number(b * 1000 + t * 100 + i) }
            });
            let mut linear: Linear = Linear::builder().weight(weight.clone()).build().unwrap();
            let output = linear.evolve(&input).unwrap();
            for ((b, t, j), &found) in output.indexed_iter() {
                let expected = (0..n_in).fold(0.0, |sum, i| sum + input[[b, t, i]] * weight[[i, j]]);
                assert_eq!(found, expected, "{n_in} inputs, {n_out} outputs, {zeros} zeros in 11");
            }
        }
    }
}
