//! What a step costs on one rank to four, and what it would cost on a thousand.
//!
//! ```text
//! cargo bench -p rockpool-mpi --features mpi --bench scaling
//! ```
//! Starts itself under `mpirun`; without the feature `mpi` there is one rank, and nothing to fit.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "a bench is no library"
)]

mod fit;
mod measure;
mod model;

use fit::{Wire, fit};
use measure::{Measured, measure};
use model::Machine;
use std::process::{Command, Stdio};

/// What a process that was started by this one has set.
const RANK: &str = "ROCKPOOL_MPI_SCALING";

fn main() {
    if std::env::var_os(RANK).is_some() {
        measure();
        return;
    }
    let sizes: &[usize] = if cfg!(feature = "mpi") { &[1, 2, 3, 4] } else { &[1] };
    let measured: Vec<Measured> = sizes.iter().flat_map(|&size| of_ranks(size)).collect();
    println!("| what | ranks | elements | messages | bytes | ms |");
    println!("|---|---|---|---|---|---|");
    for one in &measured {
        let Measured { what, ranks, elements, messages, bytes, seconds } = one;
        println!("| {what} | {ranks} | {elements} | {messages} | {bytes} | {:.3} |", seconds * 1e3);
    }
    let compute =
        measured.iter().find(|one| one.what == "gradient" && one.ranks == 1).expect("one rank computes");
    let per_parameter = compute.seconds / compute.elements as f64;
    println!("\ncompute: {:.2} ns for each parameter and sample", per_parameter * 1e9);
    let sums: Vec<&Measured> = measured.iter().filter(|one| one.what == "sum" && one.ranks > 1).collect();
    if sums.is_empty() {
        println!("one rank sends nothing: build with `--features mpi`");
        return;
    }
    let here = fit(&sums);
    let Wire { latency, bandwidth, error } = here;
    println!(
        "sums: {:.1} us for each message, {:.2} GB/s; the fit is off by {:.0} % (root of the mean square)",
        latency * 1e6,
        bandwidth / 1e9,
        error * 100.0
    );
    for (name, wire) in [
        ("this machine's wire", here),
        ("a network of 2 us and 12.5 GB/s", Wire { latency: 2e-6, bandwidth: 12.5e9, error: 0.0 }),
    ] {
        println!("\n{name}, 1024 samples a step:");
        model::print(&Machine { per_parameter, wire, samples: 1024 });
    }
}

/// What so many ranks measure.
fn of_ranks(size: usize) -> Vec<Measured> {
    let program = std::env::current_exe().unwrap();
    let mut command = if cfg!(feature = "mpi") {
        let mut command = Command::new("mpirun");
        command.args(["--oversubscribe", "-n", &size.to_string()]).arg(program);
        command.env("OMPI_ALLOW_RUN_AS_ROOT", "1").env("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1");
        command
    } else {
        Command::new(program)
    };
    command.env(RANK, "1").env("RAYON_NUM_THREADS", "1").stderr(Stdio::inherit());
    let output = command.output().expect("`mpirun` is to be installed: see the README of rockpool-mpi");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().filter_map(Measured::read).collect()
}
