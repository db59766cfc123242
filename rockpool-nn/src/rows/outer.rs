//! Gradients of weights: sums of outer products.

use super::{Lists, Matrix, Nonzeros};
use crate::Float;
use crate::parallel;
use fearless_simd::{Level, Simd, dispatch};

/// Adds to weights `(n_in, n_out)`, row-major, the sum over frames of what went through them times
/// the gradient of what came out, `(frames, n_out)`. Of each input, `columns` lists the frames in which
/// it is not zero; each sum runs over frames in their order.
pub(crate) fn add_outer<F: Float>(columns: &Lists<F>, of_frames: &[F], width: usize, weights: &mut [F]) {
    /// So many rows of weights share a pass over frames that stay near.
    const TOGETHER: usize = 16;
    if width == 0 || columns.len() == 0 {
        return;
    }
    let (frames, listed) = (of_frames.len() / width, columns.listed());
    // How often a frame is read says whether a copy is worth while.
    let matrix = Matrix::new(of_frames, width, listed / frames.max(1), TOGETHER);
    let together = columns.len().div_ceil(parallel::threads()).clamp(1, TOGETHER);
    let mut jobs: Vec<_> = weights.chunks_mut(together * width).enumerate().collect();
    parallel::run_each(&mut jobs, listed * width, |(job, weights)| {
        dispatch!(Level::new(), simd => add_some(simd, columns, *job * together, &matrix, weights));
    });
}

#[inline(always)]
fn add_some<S: Simd, F: Float>(
    simd: S,
    columns: &Lists<F>,
    first: usize,
    matrix: &Matrix<'_, F>,
    weights: &mut [F],
) {
    let width = matrix.size().0;
    let mut sums = vec![F::zero(); width];
    let mut listed = vec![Nonzeros::none(); weights.len() / width];
    for (index, listed) in listed.iter_mut().enumerate() {
        let (frames, values) = columns.column(first + index);
        listed.set(frames, values);
    }
    for pass in matrix.passes() {
        for (listed, weights) in listed.iter().zip(weights.chunks_exact_mut(width)) {
            let sums = &mut sums[pass.clone()];
            matrix.times(simd, listed, pass.start, sums);
            weights[pass.clone()].iter_mut().zip(sums).for_each(|(weight, &mut sum)| *weight += sum);
        }
    }
}
