//! Some rows of a matrix times a vector.

use super::lanes;
use crate::Float;
use crate::memory::Lent;
use crate::simd::Line;
use fearless_simd::{Simd, SimdBase};

/// So many rows share what is read of the vector, at most.
const MOST_ROWS: usize = 8;
/// So many sums are made of lines at once.
const FOUR: usize = 4;

/// A matrix whose rows are whole lines, filled up with zeros.
#[derive(Debug)]
pub(crate) struct Rows<F: Float> {
    numbers: Lent<F>,
    stride: usize,
}

/// The length of a row of `n` numbers in whole lines of memory, of which the rest is zeros.
pub(crate) fn stride(n: usize) -> usize {
    /// As many as there are in the longest line.
    const LINE: usize = 16;
    n.next_multiple_of(LINE)
}

/// Writes a row of whole lines: these numbers, and then zeros.
pub(crate) fn keep_line<F: Float>(place: &mut [F], numbers: &[F]) {
    let (own, rest) = place[..stride(numbers.len())].split_at_mut(numbers.len());
    own.copy_from_slice(numbers);
    rest.fill(F::zero());
}

impl<F: Float> Rows<F> {
    /// A copy of a matrix with rows of `width`.
    pub(crate) fn new(matrix: &[F], width: usize) -> Self {
        let (width, stride) = (width.max(1), stride(width));
        let mut numbers = Lent::new(matrix.len() / width * stride, F::zero());
        for (line, row) in numbers.chunks_exact_mut(stride.max(1)).zip(matrix.chunks_exact(width)) {
            keep_line(line, row);
        }
        Self { numbers, stride }
    }

    /// Whether all rows stay near a core.
    pub(crate) fn stay_near(&self) -> bool {
        /// In bytes, with room for as much besides.
        const NEAR: usize = 1 << 18;
        size_of_val(&*self.numbers) <= NEAR
    }

    /// So many rows stay near while several vectors are multiplied.
    pub(crate) fn near(&self) -> usize {
        /// Bytes of the nearest memory, but for what vectors take.
        const NEAR: usize = 1 << 15;
        (NEAR / size_of::<F>() / self.stride.max(1)).next_multiple_of(MOST_ROWS)
    }

    /// `sums[row - first] = matrix[row] · x` for some rows from `first` on; `x` is filled up with zeros as they are. The
    /// order of a sum depends on its length alone.
    #[inline(always)]
    pub(crate) fn dots<S: Simd>(&self, simd: S, rows: &[u32], x: &[F], first: usize, sums: &mut [F]) {
        // As many rows at once as there are registers for their sums: others would wait in memory.
        let rest = match S::f32s::LEN * size_of::<f32>() {
            64.. => self.groups::<S, MOST_ROWS>(simd, rows, x, first, sums),
            32.. => self.groups::<S, FOUR>(simd, rows, x, first, sums),
            _ => self.groups::<S, 2>(simd, rows, x, first, sums),
        };
        for &row in rest {
            self.some::<S, 1>(simd, [row], x, first, sums);
        }
    }

    /// The same for `N` rows at a time; gives back the rest.
    #[inline(always)]
    fn groups<'r, S: Simd, const N: usize>(
        &self,
        simd: S,
        rows: &'r [u32],
        x: &[F],
        first: usize,
        sums: &mut [F],
    ) -> &'r [u32] {
        let (groups, rest) = rows.as_chunks::<N>();
        for rows in groups {
            self.some::<S, N>(simd, *rows, x, first, sums);
        }
        rest
    }

    #[inline(always)]
    fn some<S: Simd, const N: usize>(&self, simd: S, rows: [u32; N], x: &[F], first: usize, sums: &mut [F]) {
        let lanes = lanes::<S, F>();
        let mut lines = [F::Line::<S>::splat(simd, F::zero()); N];
        let mut slices = [&self.numbers[..0]; N];
        for (slice, row) in slices.iter_mut().zip(rows) {
            *slice = &self.numbers[row as usize * self.stride..][..self.stride];
        }
        for (at, x) in x[..self.stride].chunks_exact(lanes).enumerate() {
            let x = F::Line::<S>::load(simd, x);
            for (line, slice) in lines.iter_mut().zip(slices) {
                *line += F::Line::<S>::load(simd, &slice[at * lanes..][..lanes]) * x;
            }
        }
        let (fours, rest) = lines.as_chunks::<FOUR>();
        let mut rows = rows.into_iter();
        for &[a, b, c, d] in fours {
            if lanes >= FOUR {
                let sum = halves(halves(a, b), halves(c, d));
                let four = sums_of_fours::<S, F>(sum, lanes);
                four.into_iter().zip(rows.by_ref()).for_each(|(sum, row)| sums[row as usize - first] = sum);
            } else {
                let four = [a, b, c, d].map(|line| add_up::<S, F>(line, lanes));
                four.into_iter().zip(rows.by_ref()).for_each(|(sum, row)| sums[row as usize - first] = sum);
            }
        }
        for (&line, row) in rest.iter().zip(rows) {
            sums[row as usize - first] = add_up::<S, F>(line, lanes);
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
fn sums_of_fours<S: Simd, F: Float>(mut line: F::Line<S>, lanes: usize) -> [F; FOUR] {
    let (mut left, mut apart) = (lanes / FOUR, 1);
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
