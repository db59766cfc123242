//! A spiking network learns who speaks: end to end, by backpropagation through time, with the
//! public API alone.
//!
//! ```text
//! cargo run --release --example train_vowels            # another seed: -- --seed 7
//! ```
//! Nine men, two Japanese vowels: 270 utterances to learn from, 370 others to be told. Weights,
//! time constants, thresholds and biases are one flat vector, which Adam moves and the layout
//! projects onto its bounds; a constant is not in it, and stays as it is.

mod batch;
#[path = "../vowels/data.rs"]
mod data;
#[path = "../figures"]
mod figures {
    pub(crate) mod lines;
    pub(crate) mod style;
}
mod net;
mod options;
mod training;

use data::{Utterance, Vowels};
use figures::lines::{Line, Look, draw_lines};
use indicatif::{ProgressBar, ProgressStyle};
use net::Net;
use options::Options;
use rockpool_core::prelude::*;
use std::error::Error;
use std::time::Instant;
use training::{Score, score, train};

const HIDDEN: usize = 200;
const SPEAKERS: usize = 9;
/// After so many epochs each, the test split is told, for the curve.
const EPOCHS_PER_TEST: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::read(std::env::args().skip(1))?;
    let vowels = data::read()?;
    if options.cross_validate { cross_validate(&vowels, &options) } else { learn(&vowels, &options) }
}

/// Trains on the training split, and tells the test split.
fn learn(vowels: &Vowels, options: &Options) -> Result<(), Box<dyn Error>> {
    let mut net = net::net(12, HIDDEN, SPEAKERS, options.seed)?;
    println!("{}\n", net.summary());
    let untrained = net.clone();
    let (utterances, tests): (Vec<_>, Vec<_>) = (vowels.train.iter().collect(), vowels.test.iter().collect());

    let start = Instant::now();
    let bar = progress_bar(options.epochs);
    let mut scores = [Vec::new(), Vec::new()];
    train(&mut net, &utterances, options.epochs, key(options.seed), |net, training| {
        let [of_training, of_tests] = &mut scores;
        of_training.push(training);
        if of_training.len().is_multiple_of(EPOCHS_PER_TEST) {
            of_tests.push(score(net, &tests)?);
        }
        bar.set_message(format!("loss {:.3}, accuracy {:.3}", training.loss, training.accuracy));
        bar.inc(1);
        Ok(())
    })?;
    bar.finish_and_clear();

    tell_changes(&untrained, &net)?;
    println!("figure: {}", draw(&scores)?);
    println!("trained in {:.1} s", start.elapsed().as_secs_f64());
    println!("test accuracy: {:.3}", score(&mut net, &tests)?.accuracy);
    Ok(())
}

/// What became of each parameter, and that the constant is what it was.
fn tell_changes(before: &Net<f32>, after: &Net<f32>) -> Result<(), Box<dyn Error>> {
    for (before, after) in before.parameters().iter().zip(after.parameters().iter()) {
        let (Some(before), Some(values)) = (before.slice::<f32>(), after.slice::<f32>()) else { continue };
        let unit = after.attribute().unit().unwrap_or_default();
        let ends = |values: &[f32]| {
            let least = values.iter().copied().fold(f32::INFINITY, f32::min);
            let most = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            format!("{least:9.2e} ..= {most:.2e}")
        };
        println!("{:<18} {:<22} -> {:<22} {unit}", after.path().to_string(), ends(before), ends(values));
    }
    let is_parameter = after.parameters().get("hidden.w_rec").is_some();
    let is_unmoved = before.hidden.w_rec == after.hidden.w_rec;
    println!("`hidden.w_rec` is a constant; among the parameters: {is_parameter}; unmoved: {is_unmoved}\n");
    assert!(is_unmoved && !is_parameter);
    after.check()?;
    Ok(())
}

/// Learns from a third of the training split, ten consecutive utterances of each speaker, and tells
/// the others: recordings drift, so this is harder than to tell utterances between those learned.
fn cross_validate(vowels: &Vowels, options: &Options) -> Result<(), Box<dyn Error>> {
    const PARTS: usize = 3;
    let of_each = vowels.train.len() / SPEAKERS;
    let part = |index: usize| index % of_each * PARTS / of_each;
    let mut sum = Score { loss: 0.0, accuracy: 0.0 };
    for fold in 0..PARTS {
        let indexed = || vowels.train.iter().enumerate();
        let learned: Vec<&Utterance> =
            indexed().filter(|(index, _)| part(*index) == fold).map(|(_, u)| u).collect();
        let told: Vec<&Utterance> =
            indexed().filter(|(index, _)| part(*index) != fold).map(|(_, u)| u).collect();
        let mut net = net::net(12, HIDDEN, SPEAKERS, options.seed)?;
        // As many steps as there are with all utterances.
        train(&mut net, &learned, PARTS * options.epochs, key(options.seed), |_, _| Ok(()))?;
        let Score { loss, accuracy } = score(&mut net, &told)?;
        println!("part {fold}: loss {loss:.3}, accuracy {accuracy:.3}");
        sum = Score { loss: sum.loss + loss, accuracy: sum.accuracy + accuracy };
    }
    let parts = PARTS as f64;
    println!("cross-validation: loss {:.3}, accuracy {:.3}", sum.loss / parts, sum.accuracy / parts);
    Ok(())
}

/// Of the order and the variation of utterances.
fn key(seed: u64) -> Key {
    Key::new(seed).at("training")
}

fn draw([of_training, of_tests]: &[Vec<Score>; 2]) -> Result<String, Box<dyn Error>> {
    let line = |name, look, every: usize, scores: &[Score], value: fn(Score) -> f64| {
        let epochs = (every..).step_by(every).map(|epoch| epoch as f64);
        Line { name, look, points: epochs.zip(scores.iter().map(|&score| value(score))).collect() }
    };
    let panel = |label: &str, value: fn(Score) -> f64| {
        let training = line("training, varied utterances", Look::Blue, 1, of_training, value);
        (label.to_owned(), vec![training, line("test", Look::Red, EPOCHS_PER_TEST, of_tests, value)])
    };
    draw_lines(
        "train_vowels",
        "A spiking network learns who speaks",
        "epoch",
        &[panel("cross-entropy (nat)", |score| score.loss), panel("accuracy", |score| score.accuracy)],
    )
}

fn progress_bar(epochs: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} epochs, {elapsed}, {msg}");
    ProgressBar::new(epochs as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
