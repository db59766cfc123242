//! The speed of evolution, against the original and against what the machine can do.
//!
//! `cargo bench --bench evolve [-- letters, such as AC]`; with `RAYON_NUM_THREADS=2` on as many
//! threads as the original had. Times are those of the fastest run, for one time step of all
//! batches. The limit is the time to read, once for each spike, the weights that it goes through,
//! and to read all input and write all output: at the speed of a loop that does nothing else, on
//! arrays of the same size, measured in the same run.
//!
//! At the end, the letter S: how many states of streams are swapped in a second, and what a frame of a stream
//! costs more than one of the network by itself.
//!
//! With `--tsv`, prints what `rockpool/compare.sh` reads.
#![allow(missing_docs, clippy::expect_used)]

mod machine;
mod networks;

use ndarray::Array3;
use networks::{NETWORKS, Network};
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Float, Lif, States};
use std::hint::black_box;
use std::time::{Duration, Instant};

/// So long each network is run again and again.
const PATIENCE: Duration = Duration::from_secs(2);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_tsv = arguments.iter().any(|argument| argument == "--tsv");
    let wanted = arguments.into_iter().find(|argument| !argument.starts_with('-'));
    if !is_tsv {
        println!(
            "{} threads; `original` is its fastest: Jax, f32, two threads",
            rayon::current_num_threads()
        );
        println!(
            "{:<82}{:>10} {:>10} {:>7} {:>9} {:>9} {:>10} {:>9}",
            "", "us a step", "original", "times", "spikes in", "and out", "limit, us", "of limit"
        );
    }
    for (letter, docs, original) in NETWORKS {
        if wanted.as_ref().is_none_or(|wanted| wanted.contains(letter)) {
            report::<f32>("f32", letter, docs, original, is_tsv);
            report::<f64>("f64", letter, docs, original, is_tsv);
        }
    }
    if !is_tsv && wanted.is_none_or(|wanted| wanted.contains('S')) {
        report_streams();
    }
}

/// One network of 256 recurrent neurons, and a thousand streams.
fn report_streams() {
    let lif = Lif::<f64>::builder().shape((256, 256)).w_rec(Init(normal(0.0, 0.05))).key(Key::new(1)).build();
    let mut lif = lif.expect("the neurons are built");
    let mut streams: Vec<States> = (0..1000).map(|number| States::of(&lif).numbered(number)).collect();
    let frame = ndarray::Array2::from_elem((1, 256), 0.1);
    let mut fastest = [f64::INFINITY; 3];
    let begin = Instant::now();
    while begin.elapsed() < PATIENCE {
        let start = Instant::now();
        for states in &mut streams {
            states.swap(&mut lif).expect("they are of this module");
            states.swap(&mut lif).expect("they are of this module");
        }
        let swapped = Instant::now();
        for states in &mut streams {
            black_box(lif.evolve_stream(states, &frame).expect("the frame fits"));
        }
        let run = Instant::now();
        for _ in 0..streams.len() {
            black_box(lif.evolve(&frame).expect("the frame fits"));
        }
        let times = [swapped - start, run - swapped, run.elapsed()];
        for (fastest, time) in fastest.iter_mut().zip(times) {
            *fastest = fastest.min(time.as_secs_f64());
        }
    }
    let [swapped, streamed, alone] = fastest.map(|seconds| seconds / streams.len() as f64 * 1e6);
    println!(
        "S  f64  1000 streams through 256 recurrent neurons: {:.2} million states swapped in a second; \
         a frame of a stream {streamed:.2} us, of the network by itself {alone:.2} us, ratio {:.2}",
        2.0 / swapped,
        streamed / alone
    );
}

fn report<F: Float>(dtype: &str, letter: &str, docs: &str, original: f64, is_tsv: bool) {
    let mut network = networks::network::<F>(letter).expect("the network is built");
    let seconds = fastest(&mut network);
    network.layers.reset_state();
    let (output, record) = network.layers.evolve_recorded(&network.input).expect("the input fits");
    let micros = seconds * 1e6;
    if is_tsv {
        println!("{letter}\there {dtype}\t{micros:.2}\t{:.3}\t{:.3}", mean(&output), rate(&output));
        return;
    }
    let limit = limit::<F>(letter, &network.input, &output, &record) * 1e6;
    println!(
        "{:<82}{micros:>10.2} {original:>10.0} {:>7.1} {:>9.3} {:>9.3} {limit:>10.2} {:>8.0}%",
        format!("{letter}  {dtype}  {docs}"),
        original / micros,
        rate(&network.input),
        rate(&output),
        100.0 * limit / micros
    );
}

/// Seconds for a step of the fastest run.
fn fastest<F: Float>(network: &mut Network<F>) -> f64 {
    let steps = network.input.dim().1 as f64;
    let mut least = f64::INFINITY;
    let end = Instant::now() + PATIENCE;
    while Instant::now() < end {
        network.layers.reset_state();
        let start = Instant::now();
        let output = network.layers.evolve(&network.input).expect("the input fits");
        least = least.min(start.elapsed().as_secs_f64() / steps);
        black_box(output);
    }
    least
}

/// Seconds for a step that nothing could beat which reads the weights that spikes go through, the
/// input, and writes the output.
fn limit<F: Float>(letter: &str, input: &Array3<F>, output: &Array3<F>, record: &Tree<Value>) -> f64 {
    let steps = input.dim().1 as f64;
    let weights = |spikes: usize, rows: usize, columns: usize| {
        (spikes * columns) as f64 * machine::reading::<F>(rows * columns)
    };
    let reading = match letter {
        "A" => weights(count(output), 1000, 1000),
        "D" => {
            let hidden = record.get("1_Lif.spikes").and_then(|spikes| spikes.array::<F>());
            let hidden = hidden.map_or(0, |spikes| spikes.iter().filter(|&&x| x != F::zero()).count());
            weights(count(input), 64, 256) + weights(hidden, 256, 256) + weights(hidden, 256, 10)
        }
        _ => 0.0,
    };
    let numbers = input.len().max(output.len());
    (reading + numbers as f64 * machine::streaming::<F>(numbers)) / steps
}

fn count<F: Float>(spikes: &Array3<F>) -> usize {
    spikes.iter().filter(|&&x| x != F::zero()).count()
}

/// The share of what is not zero.
fn rate<F: Float>(spikes: &Array3<F>) -> f64 {
    count(spikes) as f64 / spikes.len() as f64
}

fn mean<F: Float>(spikes: &Array3<F>) -> f64 {
    spikes.iter().map(|x| x.value()).sum::<f64>() / spikes.len() as f64
}
