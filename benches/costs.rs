//! What the toolkit costs at run time: every line of the table of costs as a ratio to the same by
//! hand, on a network of 1,000 modules.
//!
//! `cargo bench --bench costs [part of a name]`. Both ways take turns, so that whatever else the
//! machine does befalls both; printed is the median of the ratios of a turn. The times are medians
//! too. Nothing fails where a budget is exceeded: `instructions.sh` counts what noise cannot change.
#![allow(missing_docs, clippy::expect_used)]

mod pairs;

use std::time::{Duration, Instant};

/// Turns; the ratio of each is one sample.
const TURNS: usize = 301;

fn time(f: impl FnOnce()) -> Duration {
    let start = Instant::now();
    f();
    start.elapsed()
}

fn median<T: PartialOrd + Copy>(samples: &mut [T]) -> T {
    samples.sort_by(|a, b| a.partial_cmp(b).expect("times are numbers"));
    samples[samples.len() / 2]
}

fn main() {
    let wanted = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    println!("{:<50} {:>7} {:>7} {:>12} {:>12}", "", "ratio", "budget", "ours", "by hand");
    for make in pairs::all() {
        let mut pair = make();
        if !pair.name.contains(&wanted) {
            continue;
        }
        let (mut ratios, mut ours, mut by_hand) = (Vec::new(), Vec::new(), Vec::new());
        for turn in 0..TURNS + TURNS / 10 {
            let sample = if turn % 2 == 0 {
                let first = time(|| pair.ours());
                (first, time(|| pair.by_hand()))
            } else {
                let first = time(|| pair.by_hand());
                (time(|| pair.ours()), first)
            };
            // The first tenth warms up.
            if turn >= TURNS / 10 {
                ratios.push(sample.0.as_secs_f64() / sample.1.as_secs_f64());
                ours.push(sample.0);
                by_hand.push(sample.1);
            }
        }
        let (ratio, ours, by_hand) = (median(&mut ratios), median(&mut ours), median(&mut by_hand));
        let mark = if ratio > pair.budget { " over" } else { "" };
        println!("{:<50} {ratio:>7.3} {:>7.2} {ours:>12.2?} {by_hand:>12.2?}{mark}", pair.name, pair.budget);
    }
}
