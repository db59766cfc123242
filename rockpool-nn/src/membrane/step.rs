//! The equations of one step in reverse:
//! ```text
//! isyn = (isyn before + x) * beta
//! v    = vmem before * alpha + (sum of isyn + bias)
//! s    = spikes(v / threshold), of slope `slopes` over v and -slopes * v / threshold over the threshold
//! vmem = v - s * threshold
//! ```

use super::shared::Sums;
use crate::Float;
use crate::simd::Line;
use fearless_simd::Simd;

/// What a step did; in whole lines.
pub(super) struct Row<'a, F> {
    pub(super) v: &'a [F],
    /// Of the step before, or `vmem` at the start.
    pub(super) v_before: &'a [F],
    pub(super) isyn: &'a [F],
    /// The gradient of the output.
    pub(super) of_out: &'a [F],
    pub(super) slopes: &'a [F],
}

pub(super) struct Constants<'a, F> {
    pub(super) alpha: &'a [F],
    pub(super) beta: &'a [F],
    pub(super) threshold: &'a [F],
    pub(super) per_threshold: &'a [F],
}

/// The line that begins at a place.
#[inline(always)]
fn load<S: Simd, F: Float>(simd: S, numbers: &[F], at: usize) -> F::Line<S> {
    F::Line::<S>::load(simd, &numbers[at..at + F::Line::<S>::LANES])
}

/// From the gradients of the spikes and of `vmem` to those of `v` and `vmem` before. What spikes of the step before
/// took off is added up where it is known that they are ones; else they stand in lists, and are the caller's.
#[inline(always)]
pub(super) fn membranes<S: Simd, F: Float, const ONES_BEFORE: bool>(
    simd: S,
    row: &Row<'_, F>,
    constants: &Constants<'_, F>,
    [of_vmem, of_spikes]: [&mut [F]; 2],
    sums: &mut Sums<F>,
    [of_v, taken_off]: [&mut [F]; 2],
) {
    let lanes = F::Line::<S>::LANES;
    let zero = F::Line::<S>::splat(simd, F::zero());
    for at in (0..of_v.len()).step_by(lanes) {
        let of_after = load(simd, of_vmem, at);
        let threshold = load(simd, constants.threshold, at);
        let of_s = load(simd, row.of_out, at) + load(simd, of_spikes, at) - of_after * threshold;
        let through = of_s * load(simd, row.slopes, at);
        let of = of_after + through;
        let over_threshold = through * load(simd, row.v, at) * load(simd, constants.per_threshold, at);
        let own = at..at + lanes;
        (load(simd, &sums.threshold, at) + (zero - over_threshold)).store(&mut sums.threshold[own.clone()]);
        (load(simd, &sums.bias, at) + of).store(&mut sums.bias[own.clone()]);
        let before = load(simd, row.v_before, at);
        (load(simd, &sums.alpha, at) + of * before).store(&mut sums.alpha[own.clone()]);
        if ONES_BEFORE {
            let taken = of.select(before.is_at_least(threshold), zero);
            (load(simd, taken_off, at) + taken).store(&mut taken_off[own.clone()]);
        }
        (of * load(simd, constants.alpha, at)).store(&mut of_vmem[own.clone()]);
        of.store(&mut of_v[own]);
    }
}

/// From the gradients of `v` and of `isyn` to those of the input and of `isyn` before, which are the
/// same; where each neuron has one synapse. The sums are over `isyn / beta`, times `beta`.
#[inline(always)]
pub(super) fn synapses<S: Simd, F: Float>(
    simd: S,
    row: &Row<'_, F>,
    constants: &Constants<'_, F>,
    of_isyn: &mut [F],
    sums: &mut [F],
    of_v: &[F],
) {
    let lanes = F::Line::<S>::LANES;
    for at in (0..of_v.len()).step_by(lanes) {
        let own = at..at + lanes;
        let of = load(simd, of_isyn, at) + load(simd, of_v, at);
        (load(simd, sums, at) + of * load(simd, row.isyn, at)).store(&mut sums[own.clone()]);
        (of * load(simd, constants.beta, at)).store(&mut of_isyn[own]);
    }
}

/// The same for several synapses each.
#[inline(always)]
pub(super) fn many_synapses<F: Float>(
    row: &Row<'_, F>,
    constants: &Constants<'_, F>,
    of_isyn: &mut [F],
    sums: &mut [F],
    of_v: &[F],
    n_in: usize,
) {
    let n_syn = n_in / of_v.len().max(1);
    let synapses = of_isyn[..n_in].iter_mut().zip(&mut sums[..n_in]).zip(row.isyn).zip(constants.beta);
    for (index, (((of_isyn, sum), &isyn), &beta)) in synapses.enumerate() {
        let of = *of_isyn + of_v[index / n_syn];
        *sum += of * isyn;
        *of_isyn = of * beta;
    }
}
