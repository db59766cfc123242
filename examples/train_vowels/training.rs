//! Training: batches, gradients, steps.

use crate::adam::Adam;
use crate::batch::{Batch, varied};
use crate::data::Utterance;
use crate::gradient::{self, Run};
use crate::loss::judge;
use crate::net::Net;
use rand::seq::SliceRandom;
use rockpool_core::prelude::*;
use rockpool_nn::Evolve;
use std::f64::consts::PI;

// Chosen by cross-validation inside the training split (`--cross-validate`), as were the settings
// of `batch.rs` and `net.rs`; the test split had no say.
const UTTERANCES_PER_BATCH: usize = 32;
const RATE: f64 = 0.04;
/// How fast the surrogate's slope declines beside the threshold.
const SHARPNESS: f32 = 4.0;

/// How well a net tells speakers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Score {
    /// Mean cross-entropy, in nats.
    pub(crate) loss: f64,
    /// The part of the utterances that is told right.
    pub(crate) accuracy: f64,
}

/// Trains all that is a parameter, and calls `after_epoch` with the net and the score of each
/// epoch.
pub(crate) fn train(
    net: &mut Net<f32>,
    utterances: &[&Utterance],
    epochs: usize,
    key: Key,
    mut after_epoch: impl FnMut(&mut Net<f32>, Score) -> Result<(), Error>,
) -> Result<(), Error> {
    let flat = net.parameters().flat::<f32>()?;
    let (layout, mut vector) = (flat.layout(), flat.to_vec());
    let mut adam = Adam::new(layout.clone(), &vector)?;
    let mut rng = key.rng();
    let mut order = utterances.to_vec();
    let all_steps = epochs * order.len().div_ceil(UTTERANCES_PER_BATCH);
    let mut steps = 0;
    for _ in 0..epochs {
        order.shuffle(&mut rng);
        let mut tally = Tally::default();
        for chunk in order.chunks(UTTERANCES_PER_BATCH) {
            let batch = Batch::of(&chunk.iter().map(|heard| varied(heard, &mut rng)).collect::<Vec<_>>());
            net.reset_state();
            let (output, record) = net.evolve_recorded(&batch.input)?;
            let judgement = judge(&output, &batch.steps, &batch.speakers);
            let run = Run { input: &batch.input, output: &output, record: &record };
            let gradient = gradient::of_parameters(net, &layout, &run, &judgement.of_output, surrogate)?;
            let rate = RATE * 0.5 * (1.0 + (PI * f64::from(steps) / all_steps as f64).cos());
            adam.step(&mut vector, &gradient, rate)?;
            net.parameters_mut().flat::<f32>()?.copy_from(&vector)?;
            tally.add(judgement.loss, &judgement.heard, &batch.speakers);
            steps += 1;
        }
        after_epoch(net, tally.score())?;
    }
    Ok(())
}

/// How well the net tells utterances as they were recorded.
pub(crate) fn score(net: &mut Net<f32>, utterances: &[&Utterance]) -> Result<Score, Error> {
    let mut tally = Tally::default();
    for chunk in utterances.chunks(UTTERANCES_PER_BATCH) {
        let batch = Batch::of(chunk);
        net.reset_state();
        let judgement = judge(&net.evolve(&batch.input)?, &batch.steps, &batch.speakers);
        tally.add(judgement.loss, &judgement.heard, &batch.speakers);
    }
    Ok(tally.score())
}

/// Stands for the slope of a neuron's spikes over `vmem / threshold`: steepest where it spikes.
fn surrogate(potential: f32) -> f32 {
    (1.0 + SHARPNESS * (potential - 1.0).abs()).powi(-2)
}

#[derive(Default)]
struct Tally {
    loss: f64,
    right: usize,
    all: usize,
}

impl Tally {
    fn add(&mut self, loss: f64, heard: &[usize], speakers: &[usize]) {
        self.loss += loss;
        self.right += heard.iter().zip(speakers).filter(|(heard, speaker)| heard == speaker).count();
        self.all += speakers.len();
    }

    fn score(&self) -> Score {
        let all = self.all as f64;
        Score { loss: self.loss / all, accuracy: self.right as f64 / all }
    }
}
