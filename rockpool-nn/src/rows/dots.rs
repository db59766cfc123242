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
        let mut lines = even;
        for (line, odd) in lines.iter_mut().zip(odd) {
            *line += odd;
        }
        if let (&[a, b, c, d], true) = (&lines[..], lanes >= ROWS) {
            let sum = halves(halves(a, b), halves(c, d));
            for (place, row) in sums_of_fours::<S, F>(sum, lanes).into_iter().zip(rows) {
                sums[row as usize] = place;
            }
        } else {
            for (line, row) in lines.into_iter().zip(rows) {
                sums[row as usize] = add_up::<S, F>(line, lanes);
            }
        }
    }
}

/// The upper halves of two lines added to the lower ones: numbers of one and of the other in turn.
#[inline(always)]
fn halves<S: Simd, F, L: Line<S, F>>(line: L, other: L) -> L {
    let [low, high] = line.interleave(other);
    low + high
}

/// The sums of four lines, which stand in this one in turn: the first, the third, the second, the fourth.
#[inline(always)]
fn sums_of_fours<S: Simd, F: Float>(mut line: F::Line<S>, lanes: usize) -> [F; ROWS] {
    let (mut left, mut apart) = (lanes / ROWS, 1);
    while left > 1 {
        line = halves(line, line);
        (left, apart) = (left / 2, apart * 2);
    }
    let mut sums = [F::zero(); 16];
    line.store(&mut sums[..lanes]);
    [sums[0], sums[2 * apart], sums[apart], sums[3 * apart]]
}

/// The sum of a line, by halves as well.
#[inline(always)]
fn add_up<S: Simd, F: Float>(line: F::Line<S>, lanes: usize) -> F {
    let mut sums = [F::zero(); 16];
    line.store(&mut sums[..lanes]);
    let mut half = lanes / 2;
    while half > 0 {
        for index in 0..half {
            let other = sums[index + half];
            sums[index] += other;
        }
        half /= 2;
    }
    sums[0]
}
