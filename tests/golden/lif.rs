//! `lif_*.json`: spikes equal by value, everything else within 1e-12.

use crate::json::{array, array_or_null, assert_close, lengths, list, number};
use ndarray::{ArrayD, Ix2};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Lif};
use serde_json::Value as Json;

const TOLERANCE: f64 = 1e-12;

/// Runs all evolutions of a file.
pub fn runs(file: &str, case: &Json) -> usize {
    let mut lif = build(case).unwrap_or_else(|error| panic!("{file}: {error}"));
    let runs = list(&case["runs"]);
    for (index, run) in runs.iter().enumerate() {
        let what = format!("{file}, run {index}");
        if run["reset_before"] == true {
            lif.reset_state();
        }
        assert_state(&format!("{what}, before"), &lif, &run["state_before"]);
        evolve(&what, &mut lif, run);
        assert_state(&format!("{what}, after"), &lif, &run["state_after"]);
    }
    runs.len()
}

/// The module of a case, its values in the shapes that they have in the file.
fn build(case: &Json) -> Result<Lif, Error> {
    let shape = lengths(&case["shape"]);
    let lif = Lif::builder()
        .n_in(shape[0])
        .n_out(shape[1])
        .tau_mem(array(&case["tau_mem"]))
        .tau_syn(array(&case["tau_syn"]))
        .bias(array(&case["bias"]))
        .threshold(array(&case["threshold"]))
        .dt(number(&case["dt"]))
        .noise_std(number(&case["noise_std"]))
        .max_spikes_per_dt(number(&case["max_spikes_per_dt"]))
        .w_rec(array_or_null(&case["w_rec"]).map(|w_rec| w_rec.into_dimensionality::<Ix2>().unwrap()))
        .build()?;
    assert_eq!(lif.w_rec.is_some(), case["has_rec"] == true);
    for (given, name) in [(&lif.tau_mem, "tau_mem"), (&lif.tau_syn, "tau_syn"), (&lif.bias, "bias")] {
        assert_close(name, &given.view(), &array(&case[name]), 0.0);
    }
    Ok(lif)
}

/// Evolves plainly, with all final states, and recorded; all from the same state.
fn evolve(what: &str, lif: &mut Lif, run: &Json) {
    let input = array(&run["input"]);
    let expected = array(&run["output_spikes"]);
    let (mut plain, mut all) = (lif.clone(), lif.clone());
    let (output, record) = lif.evolve_recorded(&input).unwrap_or_else(|error| panic!("{what}: {error}"));
    assert_close(&format!("{what}, output"), &output.view().into_dyn(), &expected, 0.0);
    assert_eq!(plain.evolve(&input).unwrap(), output, "{what}: evolve");
    assert_eq!(plain, *lif, "{what}: evolve, its state");

    assert_record(what, &record, "spikes", &expected, 0.0);
    assert_record(what, &record, "vmem", &array(&run["vmem"]), TOLERANCE);
    assert_record(what, &record, "isyn", &array(&run["isyn"]), TOLERANCE);
    if let Some(irec) = array_or_null(&run["irec"]) {
        assert_record(what, &record, "irec", &irec, TOLERANCE);
    }

    let (_, last) = all.evolve_all(&input).unwrap();
    for name in ["spikes", "vmem", "isyn"] {
        let series = record.get(name).unwrap().array::<f64>().unwrap();
        let expected: ArrayD<f64> = series.index_axis(ndarray::Axis(1), series.shape()[1] - 1).to_owned();
        assert_record(&format!("{what}, final states"), &last, name, &expected, 0.0);
    }
}

/// Compares one recorded series.
pub fn assert_record(what: &str, record: &Tree<Value>, path: &str, expected: &ArrayD<f64>, tolerance: f64) {
    let found = record.get(path).unwrap_or_else(|| panic!("{what}: {path} is not recorded"));
    assert_close(&format!("{what}, {path}"), &found.array::<f64>().unwrap(), expected, tolerance);
}

fn assert_state(what: &str, lif: &Lif, expected: &Json) {
    let spikes = array(&expected["spikes"]);
    assert_close(&format!("{what}, spikes"), &lif.spikes.view().into_dyn(), &spikes, 0.0);
    let vmem = array(&expected["vmem"]);
    assert_close(&format!("{what}, vmem"), &lif.vmem.view().into_dyn(), &vmem, TOLERANCE);
    let isyn = array(&expected["isyn"]);
    assert_close(&format!("{what}, isyn"), &lif.isyn.view().into_dyn(), &isyn, TOLERANCE);
}
