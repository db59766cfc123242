//! Frames times dense weights.

use crate::Float;
use crate::parallel;
use crate::rows::{Matrix, Nonzeros};
use crate::simd::vectorized;
use ndarray::{Array1, Array2, Array3, ArrayView3};
use rockpool_core::Error;

/// `frames · weight + bias` at every time step, `(B, T, n_out)`.
///
/// Each sum runs over the inputs in their order, and passes over those that are zero where they are
/// many; what an output is does not depend on the frames beside it.
///
/// # Errors
/// None, where `frames` has as many columns as `weight` has rows, and `bias` as many elements as
/// `weight` has columns.
pub(crate) fn project<F: Float>(
    frames: &ArrayView3<'_, F>,
    weight: &Array2<F>,
    bias: Option<&Array1<F>>,
) -> Result<Array3<F>, Error> {
    /// So many frames are a job.
    const FRAMES: usize = 8 * TOGETHER;
    let (batches, steps, _) = frames.dim();
    let (n_in, n_out) = weight.dim();
    let frames = frames.as_standard_layout();
    let weight = weight.as_standard_layout();
    let bias = bias.map(|bias| bias.as_standard_layout());
    let (frames, weight) = (frames.as_slice().unwrap_or_default(), weight.as_slice().unwrap_or_default());
    let bias = bias.as_ref().and_then(|bias| bias.as_slice()).unwrap_or_default();

    let weight = Matrix::new(weight, n_out, batches * steps);

    let mut output = vec![F::zero(); batches * steps * n_out];
    if n_in > 0 && n_out > 0 {
        let parts = frames.chunks(FRAMES * n_in).zip(output.chunks_mut(FRAMES * n_out));
        let numbers = frames.len() + batches * steps * n_out;
        parallel::run_each(&mut parts.collect::<Vec<_>>(), numbers, |(frames, output)| {
            vectorized(
                #[inline(always)]
                || {
                    let mut scratch = Vec::new();
                    let parts = frames.chunks(TOGETHER * n_in).zip(output.chunks_mut(TOGETHER * n_out));
                    for (frames, output) in parts {
                        project_some(frames, &weight, bias, output, &mut scratch);
                    }
                },
            );
        });
    } else {
        output.chunks_mut(n_out.max(1)).for_each(|output| add(output, bias));
    }
    Array3::from_shape_vec((batches, steps, n_out), output).map_err(Error::other)
}

/// So many frames are read again and again while they are near.
const TOGETHER: usize = 16;

/// The same for a few frames in a slice: `output` is row-major, `bias` may be empty, and `scratch`
/// is empty the first time.
#[inline(always)]
pub(crate) fn project_some<F: Float>(
    frames: &[F],
    weight: &Matrix<'_, F>,
    bias: &[F],
    output: &mut [F],
    scratch: &mut Vec<Nonzeros<F>>,
) {
    let n_out = weight.width();
    let n_in = weight.rows().len() / n_out;
    let mut zeros = 0;
    for &x in frames {
        zeros += usize::from(x == F::zero());
    }
    if zeros * 4 >= frames.len() {
        let count = frames.len() / n_in;
        if scratch.len() < count {
            scratch.resize_with(count, || Nonzeros::with_room(n_in));
        }
        for (nonzeros, frame) in scratch.iter_mut().zip(frames.chunks_exact(n_in)) {
            nonzeros.find(0, frame);
        }
        for columns in weight.passes() {
            for (nonzeros, output) in scratch.iter().zip(output.chunks_exact_mut(n_out)) {
                weight.times(nonzeros, columns.start, &mut output[columns.clone()]);
            }
        }
    } else if size_of::<F>() == 4 {
        dense::<F, 16>(frames, n_in, weight.rows(), output);
    } else {
        dense::<F, 8>(frames, n_in, weight.rows(), output);
    }
    if !bias.is_empty() {
        output.chunks_exact_mut(n_out).for_each(|output| add(output, bias));
    }
}

#[inline(always)]
fn add<F: Float>(output: &mut [F], bias: &[F]) {
    output.iter_mut().zip(bias).for_each(|(output, &bias)| *output += bias);
}

/// All products, for four frames and `N` columns in one go.
#[inline(always)]
fn dense<F: Float, const N: usize>(frames: &[F], n_in: usize, weight: &[F], output: &mut [F]) {
    const FRAMES: usize = 4;
    let n_out = weight.len() / n_in;
    for first in (0..n_out).step_by(N) {
        let count = N.min(n_out - first);
        for (frames, output) in frames.chunks(FRAMES * n_in).zip(output.chunks_mut(FRAMES * n_out)) {
            let mut sums = [[F::zero(); N]; FRAMES];
            if count == N && frames.len() == FRAMES * n_in {
                let [f0, f1, f2, f3] = [0, 1, 2, 3].map(|frame| &frames[frame * n_in..][..n_in]);
                let inputs = f0.iter().zip(f1).zip(f2).zip(f3);
                for ((((&x0, &x1), &x2), &x3), row) in inputs.zip(weight.chunks_exact(n_out)) {
                    let Some(row) = row[first..].first_chunk::<N>() else { break };
                    for (sums, x) in sums.iter_mut().zip([x0, x1, x2, x3]) {
                        for (sum, &w) in sums.iter_mut().zip(row) {
                            *sum += x * w;
                        }
                    }
                }
            } else {
                for (frame, sums) in frames.chunks_exact(n_in).zip(&mut sums) {
                    for (&x, row) in frame.iter().zip(weight.chunks_exact(n_out)) {
                        for (sum, &w) in sums.iter_mut().zip(&row[first..][..count]) {
                            *sum += x * w;
                        }
                    }
                }
            }
            for (output, sums) in output.chunks_exact_mut(n_out).zip(&sums) {
                output[first..][..count].copy_from_slice(&sums[..count]);
            }
        }
    }
}
