//! `rate.json`: everything within 1e-12.

use crate::json::{array, array_or_null, assert_close, length, list, number};
use crate::lif::assert_record;
use ndarray::Ix2;
use rockpool_core::prelude::*;
use rockpool_nn::{Activation, Evolve, Rate};
use serde_json::Value as Json;

const TOLERANCE: f64 = 1e-12;

/// Runs all cases of a file.
pub fn cases(file: &str, cases: &Json) -> usize {
    let cases = list(cases);
    for case in cases {
        let what = format!("{file}, {}", case["desc"]);
        let mut rate = build(case).unwrap_or_else(|error| panic!("{what}: {error}"));
        let mut plain = rate.clone();
        let input = array(&case["input"]);
        let (output, record) = rate.evolve_recorded(&input).unwrap();
        assert_close(&what, &output.view().into_dyn(), &array(&case["output"]), TOLERANCE);
        for name in ["rec_input", "x"] {
            assert_record(&what, &record, name, &array(&case["record"][name]), TOLERANCE);
        }
        let after = array(&case["state_after"]["x"]);
        assert_close(&format!("{what}, after"), &rate.x.view().into_dyn(), &after, TOLERANCE);
        assert_eq!(plain.evolve(&input).unwrap(), output, "{what}: evolve");
        assert_eq!(plain, rate, "{what}: evolve, its state");
    }
    cases.len()
}

fn build(case: &Json) -> Result<Rate, Error> {
    let w_rec = array_or_null(&case["w_rec"]).map(|w_rec| w_rec.into_dimensionality::<Ix2>().unwrap());
    Rate::builder()
        .n(length(&case["N"]))
        .w_rec(w_rec)
        .tau(array(&case["tau"]))
        .bias(array(&case["bias"]))
        .threshold(array(&case["threshold"]))
        .dt(number(&case["dt"]))
        .act_fn(activation(&case["activation"]))
        .build()
}

fn activation(name: &Json) -> Activation<f64> {
    match name.as_str().unwrap().to_lowercase().as_str() {
        "relu" => Activation::Relu,
        "tanh" => Activation::Tanh,
        "sigmoid" => Activation::Sigmoid,
        other => panic!("there is no activation function {other}"),
    }
}
