//! The equations of one step, each a loop over neurons or synapses that vectorises.
//!
//! The operations stand in the order of the original, so that spikes are equal to its spikes.

use crate::Float;
use crate::simd::Line;
use fearless_simd::{Simd, SimdMask};

/// `isyn = (isyn + (x + irec)) * beta`; an empty `irec` is one of zeros.
#[inline(always)]
pub(super) fn synapses<F: Float>(isyn: &mut [F], x: &[F], irec: &[F], beta: &[F]) {
    let synapses = isyn.iter_mut().zip(x).zip(beta);
    if irec.is_empty() {
        for ((isyn, &x), &beta) in synapses {
            *isyn = (*isyn + x) * beta;
        }
    } else {
        for (((isyn, &x), &beta), &irec) in synapses.zip(irec) {
            *isyn = (*isyn + (x + irec)) * beta;
        }
    }
}

/// `vmem = vmem * alpha + ((sum of isyn + zeta) + bias)`; an empty `zeta` is one of zeros.
#[inline(always)]
pub(super) fn membranes<F: Float>(vmem: &mut [F], alpha: &[F], isyn: &[F], zeta: &[F], bias: &[F]) {
    let membranes = vmem.iter_mut().zip(alpha).zip(bias);
    if !zeta.is_empty() {
        let n_syn = isyn.len() / zeta.len();
        for (neuron, ((vmem, &alpha), &bias)) in membranes.enumerate() {
            *vmem = *vmem * alpha + ((sum(&isyn[neuron * n_syn..][..n_syn]) + zeta[neuron]) + bias);
        }
    } else if isyn.len() == alpha.len() {
        for (((vmem, &alpha), &bias), &isyn) in membranes.zip(isyn) {
            *vmem = *vmem * alpha + (isyn + bias);
        }
    } else if isyn.len() == 2 * alpha.len() {
        for (((vmem, &alpha), &bias), &[first, second]) in membranes.zip(isyn.as_chunks::<2>().0) {
            *vmem = *vmem * alpha + ((first + second) + bias);
        }
    } else {
        let n_syn = isyn.len() / alpha.len().max(1);
        for (neuron, ((vmem, &alpha), &bias)) in membranes.enumerate() {
            *vmem = *vmem * alpha + (sum(&isyn[neuron * n_syn..][..n_syn]) + bias);
        }
    }
}

#[inline(always)]
fn sum<F: Float>(isyn: &[F]) -> F {
    isyn.iter().fold(F::zero(), |sum, &isyn| sum + isyn)
}

/// `s = min(floor(vmem / threshold), most)` where `vmem >= threshold`, else 0; and
/// `vmem = vmem - s * threshold` where it spikes. Where `vmem` is not a number, or below all of them, `s` is
/// not a number: what has gone wrong is seen, and costs nothing to look for.
#[expect(clippy::eq_op, reason = "zero, and not a number of what is none")]
#[inline(always)]
pub(crate) fn fire<S: Simd, F: Float>(simd: S, vmem: &mut [F], threshold: &[F], most: F, spikes: &mut [F]) {
    let lanes = F::Line::<S>::LANES;
    let [one, most_spikes] = [F::one(), most].map(|number| F::Line::<S>::splat(simd, number));
    let fires_one = most >= F::one();
    let mut vmem_lines = vmem.chunks_exact_mut(lanes);
    let mut threshold_lines = threshold.chunks_exact(lanes);
    let mut spikes_lines = spikes.chunks_exact_mut(lanes);
    let lines = vmem_lines.by_ref().zip(threshold_lines.by_ref()).zip(spikes_lines.by_ref());
    for ((vmem, threshold), spikes) in lines {
        let v = F::Line::<S>::load(simd, vmem);
        let threshold = F::Line::<S>::load(simd, threshold);
        let [left, fired] = fire_line(v, threshold, [one, most_spikes], fires_one);
        left.store(vmem);
        fired.store(spikes);
    }
    let rest = vmem_lines.into_remainder().iter_mut().zip(threshold_lines.remainder());
    for ((vmem, &threshold), spikes) in rest.zip(spikes_lines.into_remainder()) {
        *spikes = *vmem - *vmem;
        if *vmem >= threshold {
            *spikes = at_most((*vmem / threshold).floor(), most);
            *vmem -= *spikes * threshold;
        }
    }
}

/// The potentials after a line has fired, and its spikes; `fires_one` where a neuron may spike once.
#[expect(clippy::eq_op, reason = "zero, and not a number of what is none")]
#[inline(always)]
fn fire_line<S: Simd, F, L: Line<S, F>>(v: L, threshold: L, [one, most]: [L; 2], fires_one: bool) -> [L; 2] {
    let above = v - threshold;
    // Below twice the threshold, the quotient rounds to less than 2: no need to divide.
    let (fired, left) = if !fires_one || above.is_at_least(threshold).any_true() {
        let whole = (v / threshold).floor();
        let fired = whole.select(whole.is_less(most), most);
        (fired, v - fired * threshold)
    } else {
        (one, above)
    };
    let spiking = v.is_at_least(threshold);
    [left.select(spiking, v), fired.select(spiking, v - v)]
}

/// All three of them at once, where each neuron has one synapse and hears nobody: what comes of one goes to the next
/// in registers.
#[inline(always)]
pub(super) fn at_once<S: Simd, F: Float>(
    simd: S,
    [isyn, vmem]: [&mut [F]; 2],
    x: &[F],
    [alpha, beta, bias, threshold]: [&[F]; 4],
    most: F,
    spikes: &mut [F],
) {
    let lanes = F::Line::<S>::LANES;
    let load = |numbers: &[F]| F::Line::<S>::load(simd, numbers);
    let ends = [F::one(), most].map(|number| F::Line::<S>::splat(simd, number));
    let fires_one = most >= F::one();
    let states = isyn.chunks_exact_mut(lanes).zip(vmem.chunks_exact_mut(lanes));
    let taken = x.chunks_exact(lanes).zip(spikes.chunks_exact_mut(lanes));
    let decays = alpha.chunks_exact(lanes).zip(beta.chunks_exact(lanes));
    let others = bias.chunks_exact(lanes).zip(threshold.chunks_exact(lanes));
    for ((((isyn, vmem), (x, spikes)), (alpha, beta)), (bias, threshold)) in
        states.zip(taken).zip(decays).zip(others)
    {
        let current = (load(isyn) + load(x)) * load(beta);
        current.store(isyn);
        let v = load(vmem) * load(alpha) + (current + load(bias));
        let [left, fired] = fire_line(v, load(threshold), ends, fires_one);
        left.store(vmem);
        fired.store(spikes);
    }
    // What is no whole line.
    let rest = vmem.len() / lanes * lanes;
    let (isyn, vmem) = (&mut isyn[rest..], &mut vmem[rest..]);
    synapses(isyn, &x[rest..], &[], &beta[rest..]);
    membranes(vmem, &alpha[rest..], isyn, &[], &bias[rest..]);
    fire(simd, vmem, &threshold[rest..], most, &mut spikes[rest..]);
}

#[inline(always)]
fn at_most<F: Float>(spikes: F, most: F) -> F {
    if spikes < most { spikes } else { most }
}
