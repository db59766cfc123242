//! What one batch records.

use crate::rows::stride;

/// Takes what a step leaves; a type parameter, so that `()` costs nothing.
pub(super) trait Series<F>: Send {
    /// The potentials of step number `step` before spikes take theirs off.
    #[inline]
    fn before(&mut self, step: usize, vmem: &[F]) {
        let _ = (step, vmem);
    }

    /// Step number `step`; `irec` is empty where nothing is recurrent.
    fn keep(&mut self, step: usize, irec: &[F], isyn: &[F], vmem: &[F]);
}

impl<F> Series<F> for () {
    #[inline]
    fn keep(&mut self, _: usize, _: &[F], _: &[F], _: &[F]) {}
}

/// The rows of one batch, zeros at first.
pub(super) struct Rows<'a, F> {
    /// `(T, n_in)`
    pub(super) irec: &'a mut [F],
    /// `(T, n_in)`
    pub(super) isyn: &'a mut [F],
    /// `(T, n_out)`
    pub(super) vmem: &'a mut [F],
}

impl<F: Copy + Send> Series<F> for Rows<'_, F> {
    fn keep(&mut self, step: usize, irec: &[F], isyn: &[F], vmem: &[F]) {
        copy_row(self.irec, step, irec);
        copy_row(self.isyn, step, isyn);
        copy_row(self.vmem, step, vmem);
    }
}

fn copy_row<F: Copy>(rows: &mut [F], step: usize, row: &[F]) {
    rows[step * row.len()..][..row.len()].copy_from_slice(row);
}

/// What one batch leaves on a tape, in rows of whole lines.
pub(super) struct TapeRows<'a, F> {
    /// `(T, stride(n_out))`
    pub(super) v: &'a mut [F],
    /// `(T, stride(n_in))`, or empty
    pub(super) isyn: &'a mut [F],
}

impl<F: Copy + Send> Series<F> for TapeRows<'_, F> {
    fn before(&mut self, step: usize, vmem: &[F]) {
        self.v[step * stride(vmem.len())..][..vmem.len()].copy_from_slice(vmem);
    }
    fn keep(&mut self, step: usize, _: &[F], isyn: &[F], _: &[F]) {
        if !self.isyn.is_empty() {
            self.isyn[step * stride(isyn.len())..][..isyn.len()].copy_from_slice(isyn);
        }
    }
}
