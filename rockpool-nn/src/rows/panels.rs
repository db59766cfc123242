//! A copy of a matrix for many vectors.

use super::{Columns, Nonzeros, store};
use crate::Float;
use fearless_simd::Simd;

/// A copy of a matrix in panels of a few columns: the rows of a panel lie one after another, in whole
/// lines of memory that begin where lines begin. Past the last column are zeros.
#[derive(Debug)]
pub(super) struct Panels<F> {
    numbers: Vec<F>,
    /// Where the first line begins.
    start: usize,
    width: usize,
    height: usize,
}

impl<F: Float> Panels<F> {
    /// So many lines are a row of a panel, but for the last.
    const LINES: usize = 4;
    /// So many columns are a panel.
    pub(super) const COLUMNS: usize = Self::LINES * F::LANES;

    pub(super) fn new(all: &[F], width: usize) -> Self {
        let height = all.len() / width.max(1);
        let mut numbers = vec![F::zero(); (width.div_ceil(F::LANES) * height + 1) * F::LANES];
        let start = numbers.as_ptr().align_offset(64).min(F::LANES);
        let mut rest = numbers.get_mut(start..).unwrap_or_default();
        for first in (0..width).step_by(Self::COLUMNS) {
            let count = Self::COLUMNS.min(width - first);
            let stride = count.next_multiple_of(F::LANES);
            let panel = rest.split_off_mut(..height * stride).unwrap_or_default();
            for (line, row) in panel.chunks_exact_mut(stride).zip(all.chunks_exact(width)) {
                line[..count].copy_from_slice(&row[first..][..count]);
            }
        }
        Self { numbers, start, width, height }
    }

    /// The columns from `first` on, a multiple of those of a panel, of a vector times the matrix.
    #[inline(always)]
    pub(super) fn times<S: Simd>(&self, simd: S, vector: &Nonzeros<F>, first: usize, sums: &mut [F]) {
        let starts = (first..).step_by(Self::COLUMNS);
        for (sums, first) in sums.chunks_mut(Self::COLUMNS).zip(starts) {
            match self.lines(first) {
                1 => store(vector.times::<S, 1>(simd, self.columns(first)), sums),
                2 => store(vector.times::<S, 2>(simd, self.columns(first)), sums),
                3 => store(vector.times::<S, 3>(simd, self.columns(first)), sums),
                _ => store(vector.times::<S, 4>(simd, self.columns(first)), sums),
            }
        }
    }

    /// How many lines a row of the panel from `first` on has.
    #[inline(always)]
    fn lines(&self, first: usize) -> usize {
        (self.width - first).div_ceil(F::LANES).min(Self::LINES)
    }

    #[inline(always)]
    fn columns(&self, first: usize) -> Columns<'_, F> {
        let stride = self.lines(first) * F::LANES;
        let start = self.start + first * self.height;
        Columns { rows: self.numbers.get(start..start + self.height * stride).unwrap_or_default(), stride }
    }
}
