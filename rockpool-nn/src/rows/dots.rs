//! Some rows of a matrix times a vector.

use super::lanes;
use crate::Float;
use crate::simd::Line;
use fearless_simd::Simd;

/// So many rows share what is read of the vector.
const ROWS: usize = 4;

/// A matrix whose rows are whole lines, filled up with zeros.
#[derive(Debug)]
pub(crate) struct Rows<F> {
    numbers: Vec<F>,
    stride: usize,
}

/// The length of a row of `n` numbers in whole lines of memory, of which the rest is zeros.
pub(crate) fn stride(n: usize) -> usize {
    /// As many as there are in the longest line.
    const LINE: usize = 16;
    n.next_multiple_of(LINE)
}

impl<F: Float> Rows<F> {
    /// A copy of a matrix with rows of `width`.
    pub(crate) fn new(matrix: &[F], width: usize) -> Self {
        let stride = stride(width);
        let mut numbers = Vec::with_capacity(matrix.len() / width.max(1) * stride);
        for row in matrix.chunks_exact(width.max(1)) {
            numbers.extend_from_slice(row);
            numbers.resize(numbers.len() + stride - width, F::zero());
        }
        Self { numbers, stride }
    }

    /// So many rows stay near while several vectors are multiplied.
    pub(crate) fn near(&self) -> usize {
        /// Bytes of the nearest memory, but for what vectors take.
        const NEAR: usize = 1 << 15;
        (NEAR / size_of::<F>() / self.stride.max(1)).next_multiple_of(ROWS)
    }

    /// `sums[row] = matrix[row] · x` for some rows; `x` is filled up with zeros as they are. The order
    /// of a sum depends on its length alone.
    #[inline(always)]
    pub(crate) fn dots<S: Simd>(&self, simd: S, rows: &[u32], x: &[F], sums: &mut [F]) {
        let (fours, rest) = rows.as_chunks::<ROWS>();
        for rows in fours {
            self.some::<S, ROWS>(simd, *rows, x, sums);
        }
        for &row in rest {
            self.some::<S, 1>(simd, [row], x, sums);
        }
    }

    #[inline(always)]
    fn some<S: Simd, const N: usize>(&self, simd: S, rows: [u32; N], x: &[F], sums: &mut [F]) {
        let lanes = lanes::<S, F>();
        let zero = F::Line::<S>::splat(simd, F::zero());
        let mut even = [zero; N];
        let mut odd = [zero; N];
        let mut slices = [&self.numbers[..0]; N];
        for (slice, row) in slices.iter_mut().zip(rows) {
            *slice = &self.numbers[row as usize * self.stride..][..self.stride];
        }
        let x = &x[..self.stride];
        let mut at = 0;
        while at + 2 * lanes <= x.len() {
            let first = F::Line::<S>::load(simd, &x[at..at + lanes]);
            let second = F::Line::<S>::load(simd, &x[at + lanes..at + 2 * lanes]);
            for ((even, odd), slice) in even.iter_mut().zip(&mut odd).zip(slices) {
                let line = &slice[at..at + 2 * lanes];
                *even += F::Line::<S>::load(simd, &line[..lanes]) * first;
                *odd += F::Line::<S>::load(simd, &line[lanes..]) * second;
            }
            at += 2 * lanes;
        }
        if at < x.len() {
            let last = F::Line::<S>::load(simd, &x[at..at + lanes]);
            for (even, slice) in even.iter_mut().zip(slices) {
                *even += F::Line::<S>::load(simd, &slice[at..at + lanes]) * last;
            }
        }
        for ((even, odd), row) in even.into_iter().zip(odd).zip(rows) {
            let mut line = [F::zero(); 16];
            (even + odd).store(&mut line[..lanes]);
            sums[row as usize] = add_up(line, lanes);
        }
    }
}

/// The sum of a line, by halves.
#[inline(always)]
fn add_up<F: Float>(mut line: [F; 16], lanes: usize) -> F {
    let mut half = lanes / 2;
    while half > 0 {
        for index in 0..half {
            let other = line[index + half];
            line[index] += other;
        }
        half /= 2;
    }
    line[0]
}
