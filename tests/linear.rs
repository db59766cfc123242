//! What `Linear` keeps to beyond the original's numbers.
#![allow(missing_docs)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

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
    assert_eq!(linear().evolve(&Array2::zeros((0, 2))).unwrap().dim(), (1, 0, 3));
}
