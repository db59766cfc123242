//! What one batch records.

use crate::Float;
use crate::record::KeptRows;
use crate::rows::{Nonzeros, Part, keep_line, stride};

/// Takes what a step leaves; a type parameter, so that `()` costs nothing.
pub(super) trait Series<F>: Send {
    /// Whether spikes are wanted as lists.
    const LISTS: bool = false;

    /// Whether potentials are wanted before spikes take theirs off.
    const SEES_BEFORE: bool = false;

    /// The potentials of step number `step` before spikes take theirs off.
    #[inline]
    fn before(&mut self, step: usize, vmem: &[F]) {
        let _ = (step, vmem);
    }

    /// Step number `step`; `irec` is empty where nothing is recurrent.
    fn keep(&mut self, step: usize, irec: &[F], isyn: &[F], vmem: &[F]);

    /// The spikes of the next step.
    #[inline]
    fn list(&mut self, spikes: &Nonzeros<F>) {
        let _ = spikes;
    }
}

impl<F> Series<F> for () {
    #[inline]
    fn keep(&mut self, _: usize, _: &[F], _: &[F], _: &[F]) {}
}

/// The rows of one batch.
pub(super) struct Rows<'a, F> {
    pub(super) irec: KeptRows<'a, F>,
    pub(super) isyn: KeptRows<'a, F>,
    pub(super) vmem: KeptRows<'a, F>,
}

impl<F: Float> Series<F> for Rows<'_, F> {
    fn keep(&mut self, step: usize, irec: &[F], isyn: &[F], vmem: &[F]) {
        self.irec.keep(0, step, irec);
        self.isyn.keep(0, step, isyn);
        self.vmem.keep(0, step, vmem);
    }
}
/// What one batch leaves on a tape, in rows of whole lines.
pub(super) struct TapeRows<'a, F> {
    /// `(T, stride(n_out))`
    pub(super) v: &'a mut [F],
    /// `(T, stride(n_in))`, or empty
    pub(super) isyn: &'a mut [F],
    pub(super) spikes: &'a mut Part<F>,
}

impl<F: Float> Series<F> for TapeRows<'_, F> {
    const LISTS: bool = true;
    const SEES_BEFORE: bool = true;

    fn before(&mut self, step: usize, vmem: &[F]) {
        keep_line(&mut self.v[step * stride(vmem.len())..], vmem);
    }
    fn keep(&mut self, step: usize, _: &[F], isyn: &[F], _: &[F]) {
        if !self.isyn.is_empty() {
            keep_line(&mut self.isyn[step * stride(isyn.len())..], isyn);
        }
    }

    fn list(&mut self, spikes: &Nonzeros<F>) {
        self.spikes.push(spikes);
    }
}
