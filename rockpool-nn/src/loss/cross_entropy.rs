//! Classes, by which output is the largest.

use super::Loss;
use super::error::LossError;
use crate::Float;
use ndarray::{Array1, Array2, Array3, ArrayView2, Axis, Slice};
use rockpool_core::prelude::*;

/// What of an output over time are the scores of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Activity {
    /// The sum over the steps.
    Sum,
    /// The mean over the steps.
    #[default]
    Mean,
    /// The output of each step; the loss is the mean over the steps.
    EachStep,
}

/// A loss of classes, and which of them were taken for the right ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Judged<F> {
    /// The loss.
    pub loss: Loss<F>,
    /// The class of each batch with the largest score, summed over steps; the first of equals.
    pub heard: Vec<usize>,
    /// In how many batches that is the right one.
    pub right: usize,
}

/// The mean over batches of the cross-entropy between classes, one of each batch, and the probabilities
/// that an output `(B, T, n)` gives to `n` classes: the softmax of their scores. Of each batch the first
/// `lengths` steps count, or all.
///
/// ```
/// use ndarray::array;
/// use rockpool_nn::loss::{Activity, cross_entropy};
///
/// let output = array![[[2.0_f64, 0.0], [0.0, 0.0]], [[0.0, 0.0], [9.0, 0.0]]];
/// let judged = cross_entropy(&output, &[0, 1], Activity::Mean, Some(&[2, 1]))?;
/// assert_eq!(judged.heard, [0, 0]);
/// assert_eq!(judged.right, 1);
/// let expected = 0.5 * ((1.0 + (-1.0_f64).exp()).ln() + 2.0_f64.ln());
/// assert!((judged.loss.value() - expected).abs() < 1e-15);
/// # Ok::<(), rockpool_core::Error>(())
/// ```
///
/// # Errors
/// A [`LossError`]: there are not as many classes or lengths as batches, a class has no output, or a length
/// is 0 or goes beyond the last step.
#[doc(alias = "CrossEntropyLoss")]
pub fn cross_entropy<F: Float>(
    output: &Array3<F>,
    classes: &[usize],
    activity: Activity,
    lengths: Option<&[usize]>,
) -> Result<Judged<F>, Error> {
    let (batches, steps, n) = output.dim();
    check(output, classes, lengths)?;
    let mut of_output = Array3::zeros((batches, steps, n));
    let (mut sum, mut heard) = (F::zero(), Vec::with_capacity(batches));
    for (batch, (output, mut of_output)) in output.outer_iter().zip(of_output.outer_iter_mut()).enumerate() {
        let length = lengths.map_or(steps, |lengths| lengths[batch]);
        let lasting = Slice::from(..length);
        let output = output.slice_axis(Axis(0), lasting);
        let mut of_output = of_output.slice_axis_mut(Axis(0), lasting);
        let over_time = F::of(length as f64);
        let scores = output.sum_axis(Axis(0));
        heard.push(largest(&scores));
        let share = match activity {
            Activity::Sum => F::one(),
            Activity::Mean | Activity::EachStep => F::one() / over_time,
        };
        let scores: ArrayView2<'_, F> = match activity {
            Activity::Sum => scores.view().insert_axis(Axis(0)),
            Activity::Mean => {
                let scores = (scores / over_time).insert_axis(Axis(0));
                sum += judge(&scores.view(), classes[batch], share, batches, |of| of_output += &of);
                continue;
            }
            Activity::EachStep => output,
        };
        let of_steps = activity == Activity::EachStep;
        let part = judge(&scores, classes[batch], share, batches, |of| of_output += &of);
        sum += if of_steps { part / over_time } else { part };
    }
    let right = heard.iter().zip(classes).filter(|(heard, class)| heard == class).count();
    let value = sum / F::of(batches.max(1) as f64);
    Ok(Judged { loss: Loss { value, of_output }, heard, right })
}

/// The sum of the cross-entropies of rows of scores; `add` takes their gradients, so many parts of them.
fn judge<F: Float>(
    scores: &ArrayView2<'_, F>,
    class: usize,
    share: F,
    batches: usize,
    add: impl FnOnce(Array2<F>),
) -> F {
    let mut of_scores = scores.to_owned();
    let mut sum = F::zero();
    for mut row in of_scores.rows_mut() {
        let most = row.fold(F::neg_infinity(), |most, &score| most.max(score));
        let right = row[class];
        row.mapv_inplace(|score| (score - most).exp());
        let all = row.sum();
        sum += all.ln() + most - right;
        row /= all;
        row[class] -= F::one();
    }
    add(of_scores * (share / F::of(batches.max(1) as f64)));
    sum
}

fn largest<F: Float>(scores: &Array1<F>) -> usize {
    let larger = |best, (class, &score)| if score > scores[best] { class } else { best };
    scores.iter().enumerate().fold(0, larger)
}

fn check<F: Float>(output: &Array3<F>, classes: &[usize], lengths: Option<&[usize]>) -> Result<(), Error> {
    let (batches, steps, outputs) = output.dim();
    let counts = [("classes", classes.len()), ("lengths", lengths.map_or(batches, <[usize]>::len))];
    if let Some((what, found)) = counts.into_iter().find(|&(_, found)| found != batches) {
        return Err(Error::other(LossError::Batches { what, expected: batches, found }));
    }
    if let Some((batch, &class)) = classes.iter().enumerate().find(|&(_, &class)| class >= outputs) {
        return Err(Error::other(LossError::Class { batch, class, outputs }));
    }
    let mut all = lengths.unwrap_or_default().iter().enumerate();
    let wrong = all.find(|&(_, &length)| length == 0 || length > steps);
    if let Some((batch, length)) = wrong.map(|(batch, &length)| (batch, length)) {
        return Err(Error::other(LossError::Length { batch, length, steps }));
    }
    Ok(())
}
