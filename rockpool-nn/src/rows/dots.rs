//! Some rows of a matrix times a vector.

use super::lanes;
use crate::Float;
use crate::simd::Line;
use fearless_simd::Simd;

/// So many rows share what is read of the vector.
const ROWS: usize = 4;

/// `sums[row] = matrix[row] · x` for some rows of a matrix that is as wide as `x`, row-major. The order
/// of a sum depends on its length alone.
#[inline(always)]
pub(crate) fn dots<S: Simd, F: Float>(simd: S, matrix: &[F], rows: &[u32], x: &[F], sums: &mut [F]) {
    let (fours, rest) = rows.as_chunks::<ROWS>();
    for rows in fours {
        some::<S, F, ROWS>(simd, matrix, *rows, x, sums);
    }
    for &row in rest {
        some::<S, F, 1>(simd, matrix, [row], x, sums);
    }
}

#[inline(always)]
fn some<S: Simd, F: Float, const N: usize>(simd: S, matrix: &[F], rows: [u32; N], x: &[F], sums: &mut [F]) {
    let lanes = lanes::<S, F>();
    let width = x.len();
    let rows = rows.map(|row| row as usize);
    let zero = F::Line::<S>::splat(simd, F::zero());
    let mut even = [zero; N];
    let mut odd = [zero; N];
    let slices =
        rows.map(|row| matrix.get(row * width..).and_then(|row| row.get(..width)).unwrap_or_default());
    if slices.iter().any(|slice| slice.len() != width) {
        return;
    }
    let mut at = 0;
    while at + 2 * lanes <= width {
        let first = F::Line::<S>::load(simd, &x[at..at + lanes]);
        let second = F::Line::<S>::load(simd, &x[at + lanes..at + 2 * lanes]);
        for row in 0..N {
            let line = &slices[row][at..at + 2 * lanes];
            even[row] += F::Line::<S>::load(simd, &line[..lanes]) * first;
            odd[row] += F::Line::<S>::load(simd, &line[lanes..]) * second;
        }
        at += 2 * lanes;
    }
    for row in 0..N {
        let mut line = [F::zero(); 16];
        (even[row] + odd[row]).store(&mut line[..lanes]);
        let mut sum = line[..lanes].iter().fold(F::zero(), |sum, &part| sum + part);
        for (&w, &x) in slices[row][at..].iter().zip(&x[at..]) {
            sum += w * x;
        }
        sums[rows[row]] = sum;
    }
}
