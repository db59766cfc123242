//! `expsyn.json`: the truncated kernel within 1e-9, and the exact recursion beside it.

use crate::json::{array, assert_close, length, list, number};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, ExpSyn};
use serde_json::Value as Json;

/// The original convolves in the frequency domain.
const TOLERANCE: f64 = 1e-9;

/// Runs all evolutions of a file.
pub fn runs(file: &str, cases: &Json) -> usize {
    let mut count = 0;
    for case in list(cases) {
        let what = format!("{file}, {}", case["desc"]);
        let builder = || {
            let n = length(&case["N"]);
            ExpSyn::builder().n(n).tau(array(&case["tau"])).dt(number(&case["dt"]))
        };
        let window = number(&case["window_length"]).ceil() as usize;
        let mut cut = builder().max_window_length(window).build().unwrap();
        for (index, run) in list(&case["runs"]).iter().enumerate() {
            evolve(&format!("{what}, run {index}"), &mut cut, builder().build().unwrap(), run);
            count += 1;
        }
    }
    count
}

fn evolve(what: &str, cut: &mut ExpSyn, mut exact: ExpSyn, run: &Json) {
    let input = array(&run["input"]);
    let before = array(&run["isyn_before"]);
    assert_close(&format!("{what}, before"), &cut.isyn.view().into_dyn(), &before, TOLERANCE);
    exact.set("isyn", before).unwrap();

    let (output, record) = cut.evolve_recorded(&input).unwrap();
    assert_close(what, &output.view().into_dyn(), &array(&run["output"]), TOLERANCE);
    assert!(record.is_empty(), "{what}: nothing is recorded");
    let after = array(&run["isyn_after"]);
    assert_close(&format!("{what}, after"), &cut.isyn.view().into_dyn(), &after, TOLERANCE);

    let ideal = array(&run["ideal_recursion"]);
    let output = exact.evolve(&input).unwrap();
    assert_close(&format!("{what}, exact"), &output.view().into_dyn(), &ideal, 1e-12);
}
