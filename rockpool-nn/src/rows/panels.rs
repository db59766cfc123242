//! A copy of a matrix for many vectors.

use super::{Columns, Listed, store, zeros};
use crate::Float;
use crate::parallel;
use crate::simd::Line;
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
        let mut panels: Vec<_> = (0..width)
            .step_by(Self::COLUMNS)
            .map(|first| {
                let count = Self::COLUMNS.min(width - first);
                let stride = count.next_multiple_of(F::LANES);
                (first, count, rest.split_off_mut(..height * stride).unwrap_or_default())
            })
            .collect();
        parallel::run_each(&mut panels, all.len(), |(first, count, panel)| {
            let stride = count.next_multiple_of(F::LANES);
            for (line, row) in panel.chunks_exact_mut(stride).zip(all.chunks_exact(width)) {
                line[..*count].copy_from_slice(&row[*first..][..*count]);
            }
        });
        Self { numbers, start, width, height }
    }

    /// How many columns, and how many rows.
    pub(super) fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// The columns from `first` on, a multiple of those of a panel, of a vector times the matrix.
    #[inline(always)]
    pub(super) fn times<S: Simd>(&self, simd: S, vector: Listed<'_, F>, first: usize, sums: &mut [F]) {
        let starts = (first..).step_by(Self::COLUMNS);
        for (sums, first) in sums.chunks_mut(Self::COLUMNS).zip(starts) {
            let columns = self.columns(first);
            match self.lines(first) {
                1 => store(vector.times::<S, 1>(simd, columns, zeros::<S, F, 1>(simd)), sums),
                2 => store(vector.times::<S, 2>(simd, columns, zeros::<S, F, 2>(simd)), sums),
                3 => store(vector.times::<S, 3>(simd, columns, zeros::<S, F, 3>(simd)), sums),
                _ => store(vector.times::<S, 4>(simd, columns, zeros::<S, F, 4>(simd)), sums),
            }
        }
    }

    /// Adds the columns of the panel that begins with column `first` of a vector times the matrix to `sums`, as
    /// many as [`COLUMNS`](Self::COLUMNS).
    #[inline(always)]
    pub(super) fn add_times<S: Simd>(&self, simd: S, vector: Listed<'_, F>, first: usize, sums: &mut [F]) {
        match self.lines(first) {
            1 => self.add_lines::<S, 1>(simd, vector, first, sums),
            2 => self.add_lines::<S, 2>(simd, vector, first, sums),
            3 => self.add_lines::<S, 3>(simd, vector, first, sums),
            _ => self.add_lines::<S, 4>(simd, vector, first, sums),
        }
    }

    #[inline(always)]
    fn add_lines<S: Simd, const K: usize>(
        &self,
        simd: S,
        vector: Listed<'_, F>,
        first: usize,
        sums: &mut [F],
    ) {
        let mut lines = zeros::<S, F, K>(simd);
        for (line, sums) in lines.iter_mut().zip(sums.chunks_exact(F::LANES)) {
            *line = F::Line::<S>::load(simd, sums);
        }
        store(vector.times::<S, K>(simd, self.columns(first), lines), sums);
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
