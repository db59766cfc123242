//! `linear.json`: values within 1e-12. The original keeps the rank of its input, here the output is
//! always `(B, T, n_out)`: shapes are compared without the leading ones.

use crate::json::{array, array_or_null, assert_close, lengths, list};
use ndarray::{ArrayD, Ix1, Ix2};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Linear};
use serde_json::Value as Json;

const TOLERANCE: f64 = 1e-12;

/// Runs all cases of a file.
pub fn cases(file: &str, cases: &Json) -> usize {
    let cases = list(cases);
    for case in cases {
        let what = format!("{file}, {}", case["desc"]);
        let mut linear = build(case).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(linear.shape(), lengths(&case["shape"]), "{what}");
        let (output, record) = linear.evolve_recorded(array(&case["input"])).unwrap();
        assert_output(&what, output.into_dyn(), &array(&case["output"]), TOLERANCE);
        assert!(record.is_empty(), "{what}: nothing is recorded");
    }
    cases.len()
}

/// The module with these weights and this bias.
pub fn build(case: &Json) -> Result<Linear, Error> {
    Linear::builder()
        .weight(array(&case["weight"]).into_dimensionality::<Ix2>().unwrap())
        .bias(array_or_null(&case["bias"]).map(|bias| bias.into_dimensionality::<Ix1>().unwrap()))
        .build()
}

/// Compares an output `(B, T, N)` with one of fewer axes.
pub fn assert_output(what: &str, output: ArrayD<f64>, expected: &ArrayD<f64>, tolerance: f64) {
    let (leading, shape) = output.shape().split_at(output.ndim() - expected.ndim());
    assert!(leading.iter().all(|&length| length == 1), "{what}: expected {:?}", expected.shape());
    let shape = shape.to_vec();
    assert_close(what, &output.into_shape_with_order(shape).unwrap().view(), expected, tolerance);
}
