//! The numbers of the original, Rockpool 3.1.0: every file of `tests/golden/data/`, or of the
//! folder that the environment variable `ROCKPOOL_GOLDEN` names, whatever its values.
//!
//! Numbers such as B057 are those of `behaviours.md` beside this file.
//!
//! A reader has a test for each of its name patterns, and prints the number of cases it ran.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(unreachable_pub, reason = "`pub` says what the other files of this test use")]

mod exp_syn;
mod folder;
mod gradient;
mod instant;
mod json;
mod lif;
mod linear;
mod net;
mod ops;
mod params;
mod rate;
mod real_trees;
mod sequence;
mod trees;

/// The name patterns that have a reader.
const READERS: &[&str] = &[
    "expsyn*.json",
    "ffwdstack*.json",
    "grad_*.json",
    "instant*.json",
    "lif*.json",
    "linear*.json",
    "ops*.json",
    "params*.json",
    "rate*.json",
    "residual*.json",
    "seq*.json",
    "trees_real*.json",
    "trees_spec*.json",
];

/// A file that no reader matches would be passed over in silence: it is named instead.
#[test]
fn no_file_is_passed_over_in_silence() {
    for name in folder::names() {
        if READERS.iter().any(|pattern| folder::matches(pattern, &name)) {
            continue;
        }
        folder::say(&format!("{name}: 0 cases, no reader"));
        assert!(folder::is_foreign(), "{name} has no reader");
    }
}

#[test]
fn standing_parameters_are_resolved_as_in_the_original() {
    folder::each("params*.json", params::cases);
}

#[test]
fn family_queries_list_the_leaves_of_the_original() {
    folder::each("trees_spec*.json", trees::spec);
}

#[test]
fn networks_list_the_leaves_of_the_original() {
    folder::each("trees_real*.json", real_trees::queries);
}

#[test]
fn assigning_and_resetting_leave_the_content_of_the_original() {
    folder::each("ops*.json", ops::scenarios);
}

#[test]
fn neurons_spike_as_in_the_original() {
    folder::each("lif*.json", lif::runs);
}

#[test]
fn weights_sum_as_in_the_original() {
    folder::each("linear*.json", linear::cases);
}

#[test]
fn synapses_decay_as_in_the_original() {
    folder::each("expsyn*.json", exp_syn::runs);
}

#[test]
fn rates_follow_those_of_the_original() {
    folder::each("rate*.json", rate::cases);
}

#[test]
fn functions_are_applied_as_in_the_original() {
    folder::each("instant*.json", instant::cases);
}

#[test]
fn chains_compute_as_in_the_original() {
    for pattern in ["seq*.json", "residual*.json", "ffwdstack*.json"] {
        folder::each(pattern, sequence::runs);
    }
}

#[test]
fn gradients_are_those_of_the_original() {
    folder::each("grad_*.json", gradient::cases);
}
