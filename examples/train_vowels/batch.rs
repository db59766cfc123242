//! Utterances of different lengths, one beside the other.

use crate::data::Utterance;
use ndarray::{Array1, Array2, Array3, Axis};
use rand_distr::{Distribution, StandardNormal};
use rockpool_core::init::Rng;
use std::borrow::Borrow;

/// So many steps of the net each frame lasts.
const STEPS_PER_FRAME: usize = 4;

/// How much utterances are varied for training: standard deviations, where those of the
/// coefficients are 1. Noise differs from frame to frame; an offset stays during the utterance, as
/// it does on another day or with another microphone.
const NOISE: f64 = 0.5;
const OFFSET: f64 = 0.5;

/// Utterances, as a net hears them.
pub(crate) struct Batch {
    /// `(B, T, coefficients)`; zeros after the end of an utterance.
    pub(crate) input: Array3<f32>,
    /// How many steps each utterance lasts.
    pub(crate) steps: Vec<usize>,
    /// Who speaks.
    pub(crate) speakers: Vec<usize>,
}

impl Batch {
    pub(crate) fn of<U: Borrow<Utterance>>(utterances: &[U]) -> Self {
        let frames = || utterances.iter().map(|utterance| &utterance.borrow().frames);
        let steps: Vec<_> = frames().map(|frames| frames.nrows() * STEPS_PER_FRAME).collect();
        let longest = steps.iter().copied().max().unwrap_or(0);
        let coefficients = frames().next().map_or(0, Array2::ncols);
        let mut input = Array3::zeros((utterances.len(), longest, coefficients));
        for (mut input, frames) in input.outer_iter_mut().zip(frames()) {
            let lasting = input.axis_chunks_iter_mut(Axis(0), STEPS_PER_FRAME);
            for (mut steps, frame) in lasting.zip(frames.rows()) {
                steps.assign(&frame.mapv(|coefficient| coefficient as f32));
            }
        }
        let speakers = utterances.iter().map(|utterance| utterance.borrow().speaker).collect();
        Self { input, steps, speakers }
    }
}

/// The utterance as it might have been on another day.
pub(crate) fn varied(utterance: &Utterance, rng: &mut impl Rng) -> Utterance {
    let mut normal = |std: f64| std * Distribution::<f64>::sample(&StandardNormal, rng);
    let offset = Array1::from_shape_simple_fn(utterance.frames.ncols(), || normal(OFFSET));
    let noise = Array2::from_shape_simple_fn(utterance.frames.dim(), || normal(NOISE));
    Utterance { frames: noise + offset + &utterance.frames, speaker: utterance.speaker }
}
