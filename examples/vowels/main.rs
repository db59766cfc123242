//! Spiking neurons hear who speaks: nine men, two Japanese vowels, 640 recordings.
//!
//! ```text
//! cargo run --release --example vowels            # another seed: -- 7
//! ```
//! Each frame of 12 coefficients drives 200 integrate-and-fire neurons through fixed random weights.
//! Their spike counts are all that a linear readout sees. What they do is drawn into
//! `target/figures/`.

mod data;
#[path = "../figures"]
mod figures {
    pub(crate) mod axis;
    pub(crate) mod confusion;
    pub(crate) mod label;
    pub(crate) mod raster;
    pub(crate) mod style;
    pub(crate) mod traces;
}
mod pictures;
mod readout;

use data::Utterance;
use indicatif::{ProgressBar, ProgressStyle};
use ndarray::{Array1, Array2, Array3, Axis, Slice};
use readout::Readout;
use rockpool_core::prelude::*;
use rockpool_nn::{Evolve, Input, Lif, Linear, Recorder};

const SPEAKERS: usize = 9;

// Chosen by ten-fold cross-validation inside the training split, 0.995 there; the test split had no
// say.
const NEURONS: usize = 200;
const WEIGHT_STD: f64 = 0.0144;
const STEPS_PER_FRAME: usize = 10;
const PARTS: usize = 3;
const RIDGE: f64 = 100.0;

/// Fixed random weights, and neurons behind them.
#[derive(Module)]
#[module(shape = (n_in, n_out), spiking_output)]
struct Ear {
    #[module(shape = (n_in, n_out))]
    project: Linear,
    #[module(shape = (n_out, n_out))]
    hear: Lif,
    #[module(origin)]
    origin: Origin,
}

impl Evolve for Ear {
    type Elem = f64;

    fn evolve_with<R: Recorder>(
        &mut self,
        input: Input<'_, f64>,
        recorder: &mut R,
    ) -> Result<Array3<f64>, Error> {
        let current = self.project.evolve_at("project", input, recorder)?;
        self.hear.evolve_at("hear", &current, recorder)
    }
}

fn ear(seed: u64) -> Result<Ear, Error> {
    Ear::builder()
        .n_in(12)
        .n_out(NEURONS)
        .project(Linear::builder().weight(Constant(Init(normal(0.0, WEIGHT_STD)))))
        .hear(Lif::builder().tau_mem(20e-3).tau_syn(5e-3))
        .key(Key::new(seed))
        .build()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let seed = std::env::args().nth(1).map_or(Ok(0), |seed| seed.parse())?;
    let vowels = data::read()?;
    let mut net = ear(seed)?;
    show(&mut net, &vowels.train[0])?;
    pictures::draw_utterance(&mut net, &vowels.test[0])?;

    let mut accuracies = Vec::new();
    for seed in seed..seed + 5 {
        let mut net = ear(seed)?;
        let bar = progress_bar(vowels.train.len() + vowels.test.len());
        let mut hear = |utterances: &[Utterance]| -> Result<Vec<Array1<f64>>, Error> {
            bar.wrap_iter(utterances.iter()).map(|utterance| spike_counts(&mut net, utterance)).collect()
        };
        let (train, test) = (hear(&vowels.train)?, hear(&vowels.test)?);
        bar.finish_and_clear();
        let readout = Readout::fit(&train, &speakers(&vowels.train), SPEAKERS, RIDGE)
            .ok_or("the spike counts do not determine the readout")?;
        let accuracy = readout.accuracy(&test, &speakers(&vowels.test));
        if accuracies.is_empty() {
            println!("test accuracy: {accuracy:.3}");
            let heard: Vec<_> = test.iter().map(|counts| readout.classify(counts)).collect();
            pictures::draw_errors(&speakers(&vowels.test), &heard, SPEAKERS)?;
        } else {
            println!("  with seed {seed}: {accuracy:.3}");
        }
        accuracies.push(accuracy);
    }
    println!("mean over five seeds: {:.3}", accuracies.iter().sum::<f64>() / 5.0);
    Ok(())
}

/// What can be asked of a module, and what it refuses.
fn show(net: &mut Ear, utterance: &Utterance) -> Result<(), Error> {
    println!("{}\n", net.summary());

    println!("parameters of the family `taus`:");
    for leaf in net.parameters().family("taus")?.iter() {
        if let (Some(values), Some(unit)) = (leaf.array::<f64>(), leaf.attribute().unit()) {
            println!("  {}: {values} {unit}", leaf.path());
        }
    }
    let is_trained = net.parameters().get("project.weight").is_some();
    println!("`project.weight` is a constant; among the parameters: {is_trained}\n");

    let first = net.evolve(drive(utterance))?;
    net.reset_state();
    let again = net.evolve(drive(utterance))?;
    println!("{} spikes; after a reset the same, bit for bit: {}\n", first.sum(), first == again);
    assert_eq!(first, again);

    if let Err(error) = net.set("hear.tau_mem", vec![20e-3; 3]) {
        println!("three time constants for {NEURONS} neurons:\n  {error}\n");
    }
    Ok(())
}

/// The input `(T, 12)` of an utterance: each frame lasts `STEPS_PER_FRAME` steps.
fn drive(utterance: &Utterance) -> Array2<f64> {
    let (frames, coefficients) = utterance.frames.dim();
    Array2::from_shape_fn((frames * STEPS_PER_FRAME, coefficients), |(step, coefficient)| {
        utterance.frames[[step / STEPS_PER_FRAME, coefficient]]
    })
}

/// What the net hears: how often each neuron spikes per frame in the beginning, the middle and the
/// end of an utterance, `(PARTS * NEURONS)`.
fn spike_counts(net: &mut Ear, utterance: &Utterance) -> Result<Array1<f64>, Error> {
    net.reset_state();
    let output = net.evolve(drive(utterance))?;
    let spikes = output.index_axis(Axis(0), 0);
    let end = |part: usize| spikes.nrows() * part / PARTS;
    let mut counts = Vec::with_capacity(PARTS * NEURONS);
    for part in 0..PARTS {
        let spikes = spikes.slice_axis(Axis(0), Slice::from(end(part)..end(part + 1)));
        let frames = spikes.nrows() as f64 / STEPS_PER_FRAME as f64;
        counts.extend(spikes.sum_axis(Axis(0)) / frames);
    }
    Ok(counts.into())
}

fn speakers(utterances: &[Utterance]) -> Vec<usize> {
    utterances.iter().map(|utterance| utterance.speaker).collect()
}

fn progress_bar(length: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} utterances, {elapsed}");
    ProgressBar::new(length as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
