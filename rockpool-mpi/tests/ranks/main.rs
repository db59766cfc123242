//! Starts itself under `mpirun`, with one rank to four, and compares what comes out; without the feature `mpi`,
//! once and by itself.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a test fails by panicking"
)]

mod cases;
mod launch;
mod modules;

use launch::{Outcome, launch, sizes};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

/// What a process that was started by this one is to do.
const CASE: &str = "ROCKPOOL_MPI_CASE";
/// Where files go.
const FOLDER: &str = "ROCKPOOL_MPI_FOLDER";

fn main() -> ExitCode {
    if let Ok(case) = std::env::var(CASE) {
        return cases::run(&case, Path::new(&std::env::var(FOLDER).unwrap()));
    }
    // As of any test: `cargo test ranks -- --list` and filters are for harnesses that list tests.
    if std::env::args().any(|argument| argument == "--list") {
        return ExitCode::SUCCESS;
    }
    let folder = tempfile::tempdir().unwrap();
    all_cases_pass_with_the_same_bits(folder.path());
    who_leaves_is_named_and_nobody_hangs();
    who_panics_is_named_and_nobody_hangs();
    a_killed_run_ends_with_the_bits_of_one_that_was_not(folder.path());
    println!("test result: ok. ranks: {:?}", sizes());
    ExitCode::SUCCESS
}

/// The numbers that rank 0 tells, by name, are the same on any number of ranks.
fn all_cases_pass_with_the_same_bits(folder: &Path) {
    let mut of_one: Option<BTreeMap<String, String>> = None;
    for size in sizes() {
        let folder = folder.join(format!("all{size}"));
        std::fs::create_dir(&folder).unwrap();
        let outcome = launch(size, "all", &folder).wait();
        assert!(outcome.is_success, "{size} ranks:\n{outcome}");
        let bits = outcome.told("bits");
        assert!(bits.len() >= 4, "{outcome}");
        match &of_one {
            None => of_one = Some(bits),
            Some(of_one) => assert_eq!(&bits, of_one, "{size} ranks"),
        }
        println!("test all cases, {size} ranks ... ok");
    }
}

fn who_leaves_is_named_and_nobody_hangs() {
    for size in sizes().into_iter().filter(|&size| size > 1) {
        let outcome = launch(size, "leave", Path::new("")).wait();
        assert!(!outcome.is_success, "{outcome}");
        let told = outcome.told("error");
        assert_eq!(told.len(), size - 1, "{outcome}");
        for error in told.values() {
            assert_eq!(error, "share: rank 1 returned; every call is made by all ranks", "{outcome}");
        }
        println!("test who leaves is named, {size} ranks ... ok");
    }
}

fn who_panics_is_named_and_nobody_hangs() {
    for size in sizes().into_iter().filter(|&size| size > 1) {
        let outcome = launch(size, "panic", Path::new("")).wait();
        assert!(!outcome.is_success, "{outcome}");
        let told = outcome.told("error");
        assert_eq!(told.len(), size - 1, "{outcome}");
        for error in told.values() {
            assert_eq!(error, "sum: rank 0 panicked; every call is made by all ranks", "{outcome}");
        }
        println!("test who panics is named, {size} ranks ... ok");
    }
}

fn a_killed_run_ends_with_the_bits_of_one_that_was_not(folder: &Path) {
    let whole = folder.join("whole");
    std::fs::create_dir(&whole).unwrap();
    let expected = launch(1, "train", &whole).wait().told("bits");
    assert_eq!(expected.len(), 1);
    for size in sizes() {
        let folder = folder.join(format!("killed{size}"));
        std::fs::create_dir(&folder).unwrap();
        // A rank each time, at moments that have nothing to do with steps: while numbers are sent, while the file
        // is written, between steps.
        let mut killed = 0;
        let outcome: Outcome = loop {
            // Those of the run before may belong to somebody else by now.
            (0..size).for_each(|rank| {
                let _ = std::fs::remove_file(folder.join(format!("pid.{rank}")));
            });
            let mut run = launch(size, "train", &folder);
            if killed < 4 {
                let moment = Duration::from_millis(11 + 37 * killed as u64);
                if run.kill(&folder, killed % size, moment) {
                    killed += 1;
                    let outcome = run.wait();
                    if outcome.is_success {
                        break outcome; // it had come to its end
                    }
                    continue;
                }
            }
            break run.wait();
        };
        assert!(outcome.is_success, "{outcome}");
        assert!(killed >= 2, "the runs ended before they could be killed: {outcome}");
        assert_eq!(outcome.told("bits"), expected, "{size} ranks, killed {killed} times");
        println!("test a run killed {killed} times ends with the same bits, {size} ranks ... ok");
    }
}
