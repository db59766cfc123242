//! The speed of evolution.
#![allow(missing_docs, clippy::expect_used)]

mod networks;

use networks::{DOCS, NAMES, network};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Float};
use std::time::Instant;

fn measure<F: Float>(wanted: &str, dtype: &str) {
    for (name, docs) in NAMES.iter().zip(DOCS) {
        if !wanted.contains(name) {
            continue;
        }
        let mut net = network::<F>(name).expect("builds");
        let steps = net.input.dim().1;
        let out = net.layers.evolve(&net.input).expect("runs");
        let rate = out.iter().filter(|&&s| s != F::zero()).count() as f64 / out.len() as f64;
        let mean = out.iter().fold(0.0, |a, &s| a + s.to_f64().unwrap_or(0.0)) / out.len() as f64;
        let mut times: Vec<f64> = (0..31)
            .map(|_| {
                net.layers.reset_state();
                let start = Instant::now();
                let out = net.layers.evolve(&net.input).expect("runs");
                let time = start.elapsed().as_secs_f64();
                std::hint::black_box(&out);
                time / steps as f64 * 1e6
            })
            .collect();
        times.sort_by(f64::total_cmp);
        println!(
            "{dtype} {docs:<80} min {:8.2} med {:8.2} us  rate {rate:.3} mean {mean:.3}",
            times[0],
            times[times.len() / 2]
        );
    }
}

fn main() {
    let wanted = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_else(|| "ABCD".into());
    if !wanted.contains("64") {
        measure::<f32>(&wanted, "f32");
    }
    if !wanted.contains("32") {
        measure::<f64>(&wanted, "f64");
    }
}
