//! The speed of learning: an evolution and the way back, against the original and against what the
//! machine can do.
//!
//! `cargo bench --bench learn [-- letters, such as AW]`; with `RAYON_NUM_THREADS=2` on as many threads as the
//! original had. Times are those of the fastest run, there and back, with the gradient of all parameters and
//! of the input. The limit is the time to read, once each, the numbers that are multiplied: weights
//! for each spike and for each neuron with a slope, their gradients for each spike, and what `Linear`
//! multiplies both ways; at the speed of a loop that does nothing else, on arrays of the same size, measured
//! in the same run; and to read and write what is kept for the way back.
//!
//! With `--tsv`, prints what `rockpool/compare.sh` reads.
#![allow(missing_docs, clippy::expect_used)]

mod lessons;
mod machine;

use lessons::{LESSONS, Lesson, lesson};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Float, Lif, Linear};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// So long each network learns again and again.
const PATIENCE: Duration = Duration::from_secs(3);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_tsv = arguments.iter().any(|argument| argument == "--tsv");
    let wanted = arguments.into_iter().find(|argument| !argument.starts_with('-'));
    if !is_tsv {
        println!("{} threads; milliseconds there and back", rayon::current_num_threads());
        println!(
            "{:<85}{:>8} {:>8} {:>8} {:>8} {:>7} {:>7} {:>7} {:>7} {:>8} {:>9}",
            "", "ms", "there", "Torch", "Jax", "times", "times", "spikes", "slopes", "limit", "of limit"
        );
    }
    for (letter, docs, original) in LESSONS {
        if wanted.as_ref().is_none_or(|wanted| wanted.contains(letter)) {
            report::<f32>("f32", letter, docs, original, is_tsv);
            if !is_tsv {
                report::<f64>("f64", letter, docs, original, is_tsv);
            }
        }
    }
}

fn report<F: Float>(dtype: &str, letter: &str, docs: &str, [torch, jax]: [f64; 2], is_tsv: bool) {
    let mut lesson = lesson::<F>(letter).expect("the network is built");
    let [there, both] = fastest(&mut lesson).map(|seconds| seconds * 1e3);
    if is_tsv {
        println!("{letter}\there {dtype}\t{both:.3}");
        return;
    }
    let shares = Shares::of(&mut lesson);
    let limit = shares.limit * 1e3;
    println!(
        "{:<85}{both:>8.2} {there:>8.2} {torch:>8.1} {jax:>8.1} {:>7.1} {:>7.1} {:>7.3} {:>7.3} {limit:>8.2} {:>8.0}%",
        format!("{letter}  {dtype}  {docs}"),
        torch / both,
        jax / both,
        shares.spikes,
        shares.slopes,
        100.0 * limit / both
    );
}

/// Seconds of the fastest run, of the way there and of both ways.
fn fastest<F: Float>(lesson: &mut Lesson<F>) -> [f64; 2] {
    let mut least = [f64::INFINITY; 2];
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        lesson.net.reset_state();
        let start = Instant::now();
        let (output, tape) = lesson.net.evolve_taped(&lesson.input).expect("the input fits");
        let there = start.elapsed().as_secs_f64();
        let gradient = lesson.net.back(&tape, &lesson.of_output).expect("there is a way back");
        let both = start.elapsed().as_secs_f64();
        least = [least[0].min(there), least[1].min(both)];
        black_box((output, gradient));
    }
    least
}

/// What there is to do.
struct Shares {
    /// The share of neurons that spike in a step, in the first layer that does.
    spikes: f64,
    /// The share of neurons that have a slope.
    slopes: f64,
    /// Seconds that nothing could beat.
    limit: f64,
}

impl Shares {
    fn of<F: Float>(lesson: &mut Lesson<F>) -> Self {
        let Lesson { net, input, .. } = lesson;
        net.reset_state();
        let (_, record) = net.evolve_recorded(&*input).expect("the input fits");
        let (mut shares, mut limit) = (None, 0.0);
        let frames = (input.dim().0 * input.dim().1) as f64;
        let mut heard = input.iter().filter(|&&x| x != F::zero()).count() as f64;
        let names: Vec<_> = net.names().collect();
        for (layer, name) in net.layers().iter().zip(names) {
            if let Some(linear) = layer.downcast_ref::<Linear<F>>() {
                let (n_in, n_out) = linear.weight.dim();
                let there = heard * n_out as f64;
                limit += (2.0 * there + frames * (n_in * n_out) as f64) * machine::reading::<F>(n_in * n_out);
            }
            if let Some(lif) = layer.downcast_ref::<Lif<F>>() {
                let series = |what: &str| {
                    let series = record.get(&format!("{name}.{what}")).and_then(|series| series.array::<F>());
                    series.expect("it is recorded").to_owned()
                };
                let (spikes, vmem) = (series("spikes"), series("vmem"));
                let n = lif.vmem.len();
                let reach = F::one() - lif.learning_window;
                let sloped = spikes.iter().zip(&vmem).filter(|&(&s, &v)| v + s >= reach).count() as f64;
                let spiking = spikes.iter().filter(|&&s| s != F::zero()).count() as f64;
                let all = frames * n as f64;
                shares.get_or_insert([spiking / all, sloped / all]);
                if lif.w_rec.is_some() {
                    limit += (2.0 * spiking + sloped) * n as f64 * machine::reading::<F>(n * n);
                }
                // Input, spikes, potentials and currents, and the gradients of the first two.
                limit += 4.0 * all * machine::streaming::<F>(all as usize);
                heard = spiking;
            }
        }
        let [spikes, slopes] = shares.unwrap_or_default();
        Self { spikes, slopes, limit }
    }
}
