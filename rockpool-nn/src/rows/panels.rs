//! A copy of a matrix for many vectors.

use super::{Columns, Listed, store, zeros};
use crate::Float;
use crate::memory::Lent;
use crate::parallel;
use crate::simd::Line;
use fearless_simd::{Simd, SimdBase};

/// A copy of a matrix in panels of a few columns: the rows of a panel lie one after another, in whole
/// lines of memory that begin where lines begin. Past the last column are zeros.
#[derive(Debug)]
pub(super) struct Panels<F: Float> {
    numbers: Lent<F>,
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
        let mut numbers = Lent::new((width.div_ceil(F::LANES) * height + 1) * F::LANES, F::zero());
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
                let (own, past) = line.split_at_mut(*count);
                own.copy_from_slice(&row[*first..][..*count]);
                past.fill(F::zero());
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

    /// Frames in which little is zero times the matrix: several share what is read of it, and no sum waits for
    /// the one before.
    #[inline(always)]
    pub(super) fn times_frames<S: Simd>(&self, simd: S, frames: &[F], sums: &mut [F]) {
        // Sums stay in registers, of which there are 16 at least.
        let has_long_registers = S::f32s::LEN * size_of::<f32>() == 64;
        for first in (0..self.width).step_by(Self::COLUMNS) {
            match (self.lines(first), has_long_registers) {
                (1, true) => self.times_tiles::<S, 1, 8>(simd, frames, first, 0, sums),
                (2, true) => self.times_tiles::<S, 2, 4>(simd, frames, first, 0, sums),
                (3, true) => self.times_tiles::<S, 3, 2>(simd, frames, first, 0, sums),
                (_, true) => self.times_tiles::<S, 4, 2>(simd, frames, first, 0, sums),
                (1, false) => self.times_tiles::<S, 1, 4>(simd, frames, first, 0, sums),
                (2, false) => self.times_tiles::<S, 2, 2>(simd, frames, first, 0, sums),
                (3, false) => {
                    self.times_tiles::<S, 2, 2>(simd, frames, first, 0, sums);
                    self.times_tiles::<S, 1, 4>(simd, frames, first, 2, sums);
                }
                (_, false) => {
                    self.times_tiles::<S, 2, 2>(simd, frames, first, 0, sums);
                    self.times_tiles::<S, 2, 2>(simd, frames, first, 2, sums);
                }
            }
        }
    }

    /// `K` lines of `N` frames at a time, of those of the panel that follow the first `skipped`.
    #[inline(always)]
    fn times_tiles<S: Simd, const K: usize, const N: usize>(
        &self,
        simd: S,
        frames: &[F],
        first: usize,
        skipped: usize,
        sums: &mut [F],
    ) {
        let (width, height) = self.size();
        let mut frames = frames.chunks_exact(N * height);
        let mut sums = sums.chunks_mut(N * width);
        for (frames, sums) in frames.by_ref().zip(sums.by_ref()) {
            self.times_tile::<S, K, N>(simd, frames, first, skipped, sums);
        }
        for (frame, sums) in
            frames.remainder().chunks_exact(height).zip(sums.flat_map(|sums| sums.chunks_exact_mut(width)))
        {
            self.times_tile::<S, K, 1>(simd, frame, first, skipped, sums);
        }
    }

    #[inline(always)]
    fn times_tile<S: Simd, const K: usize, const N: usize>(
        &self,
        simd: S,
        frames: &[F],
        first: usize,
        skipped: usize,
        sums: &mut [F],
    ) {
        let mut tile = [zeros::<S, F, K>(simd); N];
        let Columns { rows, stride } = self.columns(first);
        let mut own = [&frames[..self.height]; N];
        for (index, own) in own.iter_mut().enumerate() {
            *own = &frames[index * self.height..][..self.height];
        }
        for (place, row) in rows.chunks_exact(stride).take(self.height).enumerate() {
            let row = &row[skipped * F::LANES..][..K * F::LANES];
            let mut lines = zeros::<S, F, K>(simd);
            for (line, numbers) in lines.iter_mut().zip(row.chunks_exact(F::Line::<S>::LANES)) {
                *line = F::Line::<S>::load(simd, numbers);
            }
            for (sums, frame) in tile.iter_mut().zip(own) {
                let x = F::Line::<S>::splat(simd, frame[place]);
                for (sum, line) in sums.iter_mut().zip(lines) {
                    *sum += x * line;
                }
            }
        }
        let first = first + skipped * F::LANES;
        for (lines, sums) in tile.into_iter().zip(sums.chunks_exact_mut(self.width)) {
            let end = self.width.min(first + K * F::LANES);
            store(lines, &mut sums[first..end]);
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
