//! A matrix that vectors are multiplied with.

use super::panels::Panels;
use super::{Columns, Kept, Listed, Nonzeros, lanes, store, zeros};
use crate::Float;
use crate::simd::Line;
use core::ops::Range;
use fearless_simd::{Simd, SimdBase};

/// A matrix that many vectors are multiplied with, row-major.
#[derive(Debug)]
pub(crate) struct Matrix<'a, F: Float> {
    all: &'a [F],
    width: usize,
    panels: Option<Panels<F>>,
}

impl<'a, F: Float> Matrix<'a, F> {
    /// A matrix with rows of `width`, for so many vectors, of which some come `together`.
    pub(crate) fn new(all: &'a [F], width: usize, vectors: usize, together: usize) -> Self {
        /// For fewer vectors, a copy takes longer than it saves.
        const MANY: usize = 32;
        /// So many bytes stay near a core. The rows of what is larger are better read as they are,
        /// unless several vectors share what is read.
        const NEAR: usize = 1 << 20;
        let is_packed = vectors >= MANY && (together > 1 || size_of_val(all) <= NEAR);
        Self { all, width, panels: is_packed.then(|| Panels::new(all, width)) }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many columns, and how many rows.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.width, self.all.len() / self.width.max(1))
    }

    /// The columns in passes over which what is read of the matrix stays near.
    pub(crate) fn passes(&self) -> impl Iterator<Item = Range<usize>> + use<F> {
        let width = self.width;
        let columns = if self.panels.is_some() { Panels::<F>::COLUMNS } else { width.max(1) };
        (0..width).step_by(columns).map(move |first| first..width.min(first + columns))
    }

    /// The columns from `first` on, a multiple of 64, of a vector times the matrix: each sum runs
    /// from the first row to the last.
    #[inline(always)]
    pub(crate) fn times<S: Simd>(&self, simd: S, vector: &Nonzeros<F>, first: usize, sums: &mut [F]) {
        self.times_listed(simd, vector.listed(), first, sums);
    }

    /// Frames in which little is zero times the matrix, `sums` `(frames, width)`; whether that was done: only
    /// where there is a copy.
    #[inline(always)]
    pub(crate) fn times_frames<S: Simd>(&self, simd: S, frames: &[F], sums: &mut [F]) -> bool {
        match &self.panels {
            Some(panels) => panels.times_frames(simd, frames, sums),
            None => return false,
        }
        true
    }

    /// The same of a frame that is kept as a list.
    #[inline(always)]
    pub(crate) fn times_kept<S: Simd>(
        &self,
        simd: S,
        kept: &Kept<F>,
        frame: usize,
        first: usize,
        sums: &mut [F],
    ) {
        let (places, values) = kept.listed(frame);
        self.times_listed(simd, Listed { places, values, are_ones: kept.are_ones(frame) }, first, sums);
    }

    /// The same of a list.
    #[inline(always)]
    pub(super) fn times_listed<S: Simd>(&self, simd: S, vector: Listed<'_, F>, first: usize, sums: &mut [F]) {
        match &self.panels {
            Some(panels) => panels.times(simd, vector, first, sums),
            None => self.times_rows(simd, vector, first, sums),
        }
    }

    /// Reads rows as they are, in pieces as long as registers hold; the last piece ends with the
    /// last column that is wanted.
    #[inline(always)]
    fn times_rows<S: Simd>(&self, simd: S, vector: Listed<'_, F>, first: usize, sums: &mut [F]) {
        /// So many lines are read at once where the machine has 32 registers as long as a line.
        const MOST: usize = 16;
        let lanes = lanes::<S, F>();
        let has_long_registers = S::f32s::LEN * size_of::<f32>() == 64;
        let end = first + sums.len();
        let mut column = first;
        while column < end {
            let lines = (end - column).div_ceil(lanes);
            let sums = &mut sums[column - first..];
            column += if lines > 4 && end >= MOST * lanes && has_long_registers {
                self.piece::<S, MOST>(simd, vector, column, sums)
            } else if lines > 1 && end >= 4 * lanes {
                self.piece::<S, 4>(simd, vector, column, sums)
            } else if end >= lanes {
                self.piece::<S, 1>(simd, vector, column, sums)
            } else {
                sums[0] = vector.iter().fold(F::zero(), |sum, (place, x)| {
                    sum + x * self.all.get(place * self.width + column).copied().unwrap_or(F::zero())
                });
                1
            };
        }
    }

    /// `K` lines from `column` on, or that end where `sums` does; returns how many `sums` are done.
    #[inline(always)]
    fn piece<S: Simd, const K: usize>(
        &self,
        simd: S,
        vector: Listed<'_, F>,
        column: usize,
        sums: &mut [F],
    ) -> usize {
        let lanes = lanes::<S, F>();
        let count = sums.len().min(K * lanes);
        let known = K * lanes - count;
        let rows = self.all.get(column - known..).unwrap_or_default();
        let lines = vector.times::<S, K>(simd, Columns { rows, stride: self.width }, zeros::<S, F, K>(simd));
        if known == 0 {
            store(lines, &mut sums[..count]);
        } else {
            let mut piece = [[F::zero(); 16]; K];
            for (line, place) in lines.into_iter().zip(&mut piece) {
                line.store(&mut place[..lanes]);
            }
            let piece = piece.iter().flat_map(|place| &place[..lanes]).skip(known);
            sums.iter_mut().zip(piece).for_each(|(sum, &number)| *sum = number);
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::{Matrix, Nonzeros};
    use crate::Float;
    use fearless_simd::{Level, Simd, dispatch};

    /// Sums of products, to the bit those of the plain loop, for matrices of every width that lines and
    /// their pieces divide otherwise, and from every column where a block of neurons may begin.
    #[inline(always)]
    fn equals_the_plain_loop<S: Simd, F: Float>(simd: S, height: usize) {
        let vector: Vec<F> = (0..height).map(|i| F::of([0.0, 1.0, 0.0, 2.5, -0.1][i % 5])).collect();
        let mut nonzeros = Nonzeros::with_room(height);
        nonzeros.find(simd, 0, &vector);
        for width in (1..=140).chain([255, 256, 257, 488, 500, 512, 700]) {
            let all: Vec<F> = (0..width * height).map(|i| F::of((i as f64 * 0.7).sin())).collect();
            let expected: Vec<F> = (0..width)
                .map(|column| {
                    let products = vector.iter().zip(all[column..].iter().step_by(width));
                    products.filter(|&(&x, _)| x != F::zero()).fold(F::zero(), |sum, (&x, &w)| sum + x * w)
                })
                .collect();
            for vectors in [1, 100] {
                let matrix = Matrix::new(&all, width, vectors, 1);
                for first in (0..width).step_by(64) {
                    let mut sums = vec![F::nan(); width - first];
                    matrix.times(simd, &nonzeros, first, &mut sums);
                    assert_eq!(sums, expected[first..], "{height} x {width} from {first}, {vectors} vectors");
                }
            }
        }
    }

    #[inline(always)]
    fn all_equal_the_plain_loop<S: Simd>(simd: S) {
        for height in [1, 7, 16, 37] {
            equals_the_plain_loop::<S, f32>(simd, height);
            equals_the_plain_loop::<S, f64>(simd, height);
        }
    }

    #[test]
    fn a_vector_times_a_matrix_is_what_the_plain_loop_gives() {
        dispatch!(Level::new(), simd => all_equal_the_plain_loop(simd));
    }

    /// What machines with shorter vectors compute.
    #[cfg(target_arch = "x86_64")]
    #[test]
    fn a_vector_times_a_matrix_is_the_same_with_shorter_vectors() {
        let level = Level::new();
        if let Some(avx2) = level.as_avx2() {
            avx2.vectorize(
                #[inline(always)]
                || all_equal_the_plain_loop(avx2),
            );
        }
        if let Some(sse4_2) = level.as_sse4_2() {
            sse4_2.vectorize(
                #[inline(always)]
                || all_equal_the_plain_loop(sse4_2),
            );
        }
        if let Some(sse2) = level.as_sse2() {
            all_equal_the_plain_loop(sse2);
        }
    }
}
