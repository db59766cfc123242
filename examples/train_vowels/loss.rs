//! What a net makes of utterances, and how far from the truth that is.

use ndarray::{Array2, Array3, ArrayView1, ArrayView2, Axis, Slice};
use rockpool_nn::Float;

/// Tells how well outputs tell speakers.
pub(crate) struct Judgement<F> {
    /// Sum of the cross-entropies of all utterances, in nats.
    pub(crate) loss: f64,
    /// Who it is taken for, each utterance.
    pub(crate) heard: Vec<usize>,
    /// The gradient of the mean cross-entropy over the output `(B, T, n_out)`.
    pub(crate) of_output: Array3<F>,
}

/// The score of a speaker is the mean of the output `(B, T, n_out)` over the steps that the
/// utterance lasts.
pub(crate) fn judge<F: Float>(output: &Array3<F>, steps: &[usize], speakers: &[usize]) -> Judgement<F> {
    let mut judgement = Judgement { loss: 0.0, heard: Vec::new(), of_output: Array3::zeros(output.dim()) };
    let batches = output.outer_iter().zip(judgement.of_output.outer_iter_mut());
    for ((output, mut of_output), (&steps, &speaker)) in batches.zip(steps.iter().zip(speakers)) {
        let lasting = Slice::from(..steps);
        let share = F::of(1.0 / (steps * speakers.len()) as f64);
        let mut of_scores = probabilities(output.slice_axis(Axis(0), lasting));
        judgement.heard.push(loudest(of_scores.row(0)));
        let right = &mut of_scores[[0, speaker]];
        judgement.loss -= right.to_f64().unwrap_or(f64::NAN).max(1e-30).ln();
        *right -= F::one();
        let mut of_lasting = of_output.slice_axis_mut(Axis(0), lasting);
        of_lasting += &(of_scores * share);
    }
    judgement
}

/// The probabilities `(1, n_out)` that an output `(T, n_out)` gives to the speakers.
fn probabilities<F: Float>(output: ArrayView2<'_, F>) -> Array2<F> {
    let steps = F::of(output.nrows() as f64);
    let scores = output.sum_axis(Axis(0)) / steps;
    let most = scores.fold(F::neg_infinity(), |most, &score| most.max(score));
    let shares = scores.mapv(|score| (score - most).exp());
    let sum = shares.sum();
    (shares / sum).insert_axis(Axis(0))
}

fn loudest<F: Float>(scores: ArrayView1<'_, F>) -> usize {
    let louder = |best, (speaker, &score)| if score > scores[best] { speaker } else { best };
    scores.iter().enumerate().fold(0, louder)
}
