//! Frames times dense weights.

use crate::Float;
use crate::batches::standard;
use crate::gradient::GradientError;
use crate::memory;
use crate::parallel;
use crate::rows::{Kept, Matrix, Nonzeros, add_outer_of};
use crate::spread::add_flat;
use core::ops::Range;
use fearless_simd::{Level, Simd, dispatch};
use ndarray::{Array1, Array2, Array3, ArrayView3, ArrayViewMutD};
use rockpool_core::Error;

/// `frames · weight + bias` at every time step, `(B, T, n_out)`.
///
/// Each sum runs over the inputs in their order and passes over those that are zero; what an output
/// is does not depend on the frames beside it.
///
/// # Errors
/// There is no memory for the output. None besides, where `frames` has as many columns as `weight` has rows, and `bias` as many elements as
/// `weight` has columns.
pub(crate) fn project<F: Float>(
    frames: &ArrayView3<'_, F>,
    weight: &Array2<F>,
    bias: Option<&Array1<F>>,
) -> Result<Array3<F>, Error> {
    project_by(frames, weight, bias, |_, frames, weight, bias, output| {
        project_many(frames, weight, bias, output)
    })
}

/// The same of frames that are kept, to the bit: what is not zero in them is known.
///
/// # Errors
/// As those of [`project`].
pub(crate) fn project_kept<F: Float>(
    frames: &ArrayView3<'_, F>,
    kept: &Kept<F>,
    weight: &Array2<F>,
    bias: Option<&Array1<F>>,
) -> Result<Array3<F>, Error> {
    if !kept.is_listed() {
        return project(frames, weight, bias);
    }
    project_by(frames, weight, bias, |first, frames, weight, bias, output| {
        let n_in = weight.size().1;
        dispatch!(Level::new(), simd => project_listed(simd, kept, first..first + frames.len() / n_in, weight, bias, output));
    })
}

#[inline(always)]
fn project_listed<S: Simd, F: Float>(
    simd: S,
    kept: &Kept<F>,
    frames: Range<usize>,
    weight: &Matrix<'_, F>,
    bias: &[F],
    output: &mut [F],
) {
    let n_out = weight.size().0;
    for (some, output) in frames.step_by(TOGETHER).zip(output.chunks_mut(TOGETHER * n_out)) {
        for columns in weight.passes() {
            for (frame, output) in (some..).zip(output.chunks_exact_mut(n_out)) {
                weight.times_kept(simd, kept, frame, columns.start, &mut output[columns.clone()]);
            }
        }
        if !bias.is_empty() {
            output.chunks_exact_mut(n_out).for_each(|output| add(output, bias));
        }
    }
}

/// The same, of so many frames at a time by `project_many`, which is told the number of the first.
fn project_by<F: Float>(
    frames: &ArrayView3<'_, F>,
    weight: &Array2<F>,
    bias: Option<&Array1<F>>,
    project_many: impl Fn(usize, &[F], &Matrix<'_, F>, &[F], &mut [F]) + Send + Sync,
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

    let weight = Matrix::new(weight, n_out, batches * steps, TOGETHER);

    crate::room::check::<F>(&[batches, steps, n_out])?;
    let mut output = memory::take(batches * steps * n_out, F::zero());
    if n_in > 0 && n_out > 0 {
        let parts = frames.chunks(FRAMES * n_in).zip(output.chunks_mut(FRAMES * n_out));
        let numbers = frames.len() + batches * steps * n_out;
        let firsts = (0..).step_by(FRAMES);
        parallel::run_each(
            &mut firsts.zip(parts).collect::<Vec<_>>(),
            numbers,
            |(first, (frames, output))| {
                project_many(*first, frames, &weight, bias, output);
            },
        );
    } else {
        output.fill(F::zero());
        output.chunks_mut(n_out.max(1)).for_each(|output| add(output, bias));
    }
    Array3::from_shape_vec((batches, steps, n_out), output).map_err(Error::other)
}

/// So many frames are read again and again while they are near.
const TOGETHER: usize = 16;

fn project_many<F: Float>(frames: &[F], weight: &Matrix<'_, F>, bias: &[F], output: &mut [F]) {
    dispatch!(Level::new(), simd => project_many_on(simd, frames, weight, bias, output));
}

/// The same of frames in which little is zero, without a bias.
fn project_dense<F: Float>(_: usize, frames: &[F], weight: &Matrix<'_, F>, _: &[F], output: &mut [F]) {
    let is_done = dispatch!(Level::new(), simd => weight.times_frames(simd, frames, output));
    if !is_done {
        project_many(frames, weight, &[], output);
    }
}

#[inline(always)]
fn project_many_on<S: Simd, F: Float>(
    simd: S,
    frames: &[F],
    weight: &Matrix<'_, F>,
    bias: &[F],
    output: &mut [F],
) {
    let (n_out, n_in) = weight.size();
    let mut scratch = Vec::new();
    for (frames, output) in frames.chunks(TOGETHER * n_in).zip(output.chunks_mut(TOGETHER * n_out)) {
        project_some(simd, frames, weight, bias, output, &mut scratch);
    }
}

/// The same for a few frames in a slice: `output` is row-major, `bias` may be empty, and `scratch`
/// is empty the first time.
#[inline(always)]
pub(crate) fn project_some<S: Simd, F: Float>(
    simd: S,
    frames: &[F],
    weight: &Matrix<'_, F>,
    bias: &[F],
    output: &mut [F],
    scratch: &mut Vec<Nonzeros<F>>,
) {
    let (n_out, n_in) = weight.size();
    let count = frames.len() / n_in;
    if scratch.len() < count {
        scratch.resize_with(count, || Nonzeros::with_room(n_in));
    }
    for (nonzeros, frame) in scratch.iter_mut().zip(frames.chunks_exact(n_in)) {
        nonzeros.find(simd, 0, frame);
    }
    for columns in weight.passes() {
        for (nonzeros, output) in scratch.iter().zip(output.chunks_exact_mut(n_out)) {
            weight.times(simd, nonzeros, columns.start, &mut output[columns.clone()]);
        }
    }
    if !bias.is_empty() {
        output.chunks_exact_mut(n_out).for_each(|output| add(output, bias));
    }
}

#[inline(always)]
fn add<F: Float>(output: &mut [F], bias: &[F]) {
    output.iter_mut().zip(bias).for_each(|(output, &bias)| *output += bias);
}

/// The way back: adds to the gradient of the weights, and gives that of the frames, from the gradient of
/// `frames · weight`, `(B, T, n_out)`, row-major.
///
/// # Errors
/// The frames are not those of such an output.
pub(crate) fn weights_back<F: Float>(
    frames: &Kept<F>,
    weight: &Array2<F>,
    of_output: Array3<F>,
    of_weight: Option<ArrayViewMutD<'_, F>>,
) -> Result<Array3<F>, Error> {
    let (n_in, n_out) = weight.dim();
    let (batches, steps, columns) = of_output.dim();
    if frames.size() != (batches * steps, n_in) || columns != n_out {
        return Err(Error::other(GradientError::Tape));
    }
    if of_weight.is_some() {
        let mut sums = vec![F::zero(); n_in * n_out];
        add_outer_of(frames, of_output.as_slice().unwrap_or_default(), n_out, &mut sums);
        add_flat(of_weight, &sums);
    }
    let of_frames = project_by(&of_output.view(), &standard(weight.t().to_owned()), None, project_dense);
    memory::leave(of_output.into_raw_vec_and_offset().0);
    of_frames
}
