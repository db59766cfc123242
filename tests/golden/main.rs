//! The numbers of the original, Rockpool 3.1.0: every file of `tests/golden/data/`, or of the
//! folder that the environment variable `ROCKPOOL_GOLDEN` names, whatever its values.
//!
//! A reader has a test for each of its name patterns, and prints the number of cases it ran.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod folder;
mod json;

/// The name patterns that have a reader.
const READERS: &[&str] = &[];

/// Those whose modules do not exist yet.
const LATER: &[&str] = &[
    "expsyn.json",
    "ffwdstack.json",
    "instant.json",
    "lif_*.json",
    "linear.json",
    "ops.json",
    "params.json",
    "rate.json",
    "residual.json",
    "seq_*.json",
    "trees_*.json",
];

/// A file that no reader matches would be passed over in silence: it is named instead.
#[test]
fn no_file_is_passed_over_in_silence() {
    for name in folder::names() {
        if READERS.iter().any(|pattern| folder::matches(pattern, &name)) {
            continue;
        }
        let known = LATER.iter().any(|pattern| folder::matches(pattern, &name));
        folder::say(&format!("{name}: 0 cases, {}", if known { "its modules come later" } else { "no reader" }));
        assert!(known || folder::is_foreign(), "{name} has no reader");
    }
}
