//! The equations of one step, each a loop over neurons or synapses that vectorises.
//!
//! The operations stand in the order of the original, so that spikes are equal to its spikes.

use crate::Float;

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

/// So many neurons are asked at once whether one of them spikes.
const GROUP: usize = 16;

/// `s = min(floor(vmem / threshold), most)` where `vmem >= threshold`, else 0; and
/// `vmem = vmem - s * threshold`.
#[inline(always)]
pub(crate) fn fire<F: Float>(vmem: &mut [F], threshold: &[F], most: F, spikes: &mut [F]) {
    let (vmem, last_vmem) = vmem.as_chunks_mut::<GROUP>();
    let (threshold, last_threshold) = threshold.as_chunks::<GROUP>();
    let (spikes, last_spikes) = spikes.as_chunks_mut::<GROUP>();
    for ((vmem, threshold), spikes) in vmem.iter_mut().zip(threshold).zip(spikes) {
        let mut some = false;
        for (vmem, threshold) in vmem.iter().zip(threshold) {
            some |= vmem >= threshold;
        }
        if some {
            fire_each(vmem, threshold, most, spikes);
        } else {
            spikes.fill(F::zero());
        }
    }
    fire_each(last_vmem, last_threshold, most, last_spikes);
}

/// Without a branch, whatever the neurons do.
#[inline(always)]
fn fire_each<F: Float>(vmem: &mut [F], threshold: &[F], most: F, spikes: &mut [F]) {
    for ((vmem, &threshold), spikes) in vmem.iter_mut().zip(threshold).zip(spikes) {
        let whole = (*vmem / threshold).whole();
        let fired = if whole < most { whole } else { most };
        *spikes = if *vmem >= threshold { fired } else { F::zero() };
        *vmem -= *spikes * threshold;
    }
}
