//! `seq_*.json`, `residual.json`, `ffwdstack.json`: outputs, records, states and resets of every layer.

use crate::json::{array, assert_close, leaves, list};
use crate::linear::assert_output;
use crate::net::{Printed, assert_outside, at_path, here};
use crate::trees::OURS;
use rockpool_core::prelude::*;
use rockpool_nn::{Activation, Evolve};
use serde_json::Value as Json;

/// Runs all evolutions of a file.
pub fn runs(file: &str, case: &Json) -> usize {
    let printed = Printed::new(&case["repr"]);
    let given = |path: &str| Some((at_path(&case["parameters"], path)?, false));
    let build = || printed.build(&given, &activation(case)).unwrap_or_else(|error| panic!("{file}: {error}"));
    // The original's exponential synapses convolve in the frequency domain.
    let tolerance = if printed.contains("ExpSyn") { 1e-9 } else { 1e-12 };
    let (mut net, mut plain) = (build(), build());
    assert_outside(file, &net, case);
    assert_leaves(&format!("{file}, parameters"), &net.parameters().to_tree(), &case["parameters"], 0.0);

    let runs = list(&case["runs"]);
    for (index, run) in runs.iter().enumerate() {
        let what = format!("{file}, run {index}");
        let input = array(&run["input"]);
        let (output, record) = net.evolve_recorded(&input).unwrap();
        assert_eq!(plain.evolve(&input).unwrap(), output, "{what}: evolve");
        assert_output(&what, output.into_dyn(), &array(&run["output"]), tolerance);
        assert_leaves(&format!("{what}, record"), &record, &run["record"], tolerance);
        assert_state(&what, &net, &run["new_state"], tolerance);
        assert_state(&what, &net, &run["state_call"], tolerance);
    }
    net.reset_state();
    assert_state(&format!("{file}, after reset"), &net, &case["state_after_reset"], 0.0);
    runs.len()
}

/// That of rate neurons, which the description names.
fn activation(case: &Json) -> Activation<f64> {
    match case["desc"].as_str().unwrap().to_lowercase() {
        desc if desc.contains("tanh") => Activation::Tanh,
        desc if desc.contains("sigmoid") => Activation::Sigmoid,
        _ => Activation::Relu,
    }
}

fn assert_state(what: &str, net: &impl Module, expected: &Json, tolerance: f64) {
    let is_ours = |path: &String| OURS.contains(&path.rsplit('.').next().unwrap());
    let mut state = Tree::new();
    for path in net.state().to_tree().branches().into_iter().filter(|path| !is_ours(path)) {
        state.set(&path, net.state().get(&path).unwrap().to_value()).unwrap();
    }
    assert_leaves(&format!("{what}, state"), &state, expected, tolerance);
}

/// The same leaves with the same values, spikes exactly; leading axes of length 1 may be missing.
fn assert_leaves(what: &str, found: &Tree<Value>, expected: &Json, tolerance: f64) {
    let expected = leaves(expected);
    let paths: Vec<String> = expected.iter().map(|(path, _)| here(path)).collect();
    let mut known = found.branches();
    let mut wanted = paths.clone();
    known.sort();
    wanted.sort();
    assert_eq!(known, wanted, "{what}");
    for (path, (_, expected)) in paths.iter().zip(&expected) {
        let what = format!("{what}, {path}");
        let found = found.get(path).unwrap().array::<f64>().unwrap();
        if path.ends_with("spikes") {
            assert_close(&what, &found, expected, 0.0);
        } else {
            assert_output(&what, found.to_owned(), expected, tolerance);
        }
    }
}
