//! Gradients of weights: sums of outer products.

use super::panels::Panels;
use super::sums::add_frames;
use super::{Kept, Listed, Lists, Matrix, stride};
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
    let together = columns.len().div_ceil(parallel::threads()).clamp(1, TOGETHER);
    let mut jobs: Vec<_> = weights.chunks_mut(together * width).enumerate().collect();
    let own = |job: usize, weights: &[F]| -> Vec<_> {
        (job * together..).take(weights.len() / width).map(|column| columns.column(column)).collect()
    };
    // Where rows of weights have frames in common, these are read while they are near.
    if listed * together >= 2 * frames * columns.len() {
        let panels = Panels::new(of_frames, width);
        parallel::run_each(&mut jobs, listed * width, |(job, weights)| {
            dispatch!(Level::new(), simd => add_near(simd, own(*job, weights), &panels, weights));
        });
    } else {
        // How often a frame is read says whether a copy is worth while.
        let matrix = Matrix::new(of_frames, width, listed / frames.max(1), TOGETHER);
        parallel::run_each(&mut jobs, listed * width, |(job, weights)| {
            dispatch!(Level::new(), simd => add_far(simd, &own(*job, weights), &matrix, weights));
        });
    }
}

/// The same from frames as they are kept.
pub(crate) fn add_outer_of<F: Float>(kept: &Kept<F>, of_frames: &[F], width: usize, weights: &mut [F]) {
    /// Sums of so many bytes stay near a core.
    const NEAR: usize = 1 << 17;
    /// Frames are summed up in so many parts, if they are as many as these each.
    const PARTS: usize = 8;
    const FRAMES: usize = 64;
    let (frames, rows) = kept.size();
    let numbers = rows * stride(width);
    if width == 0 || frames == 0 || numbers == 0 {
        return;
    }
    if numbers * size_of::<F>() > NEAR {
        return add_outer(&kept.columns(Some), of_frames, width, weights);
    }
    let together = frames.div_ceil(PARTS).max(FRAMES);
    let mut parts: Vec<_> =
        of_frames.chunks(together * width).map(|of_frames| (of_frames, vec![F::zero(); numbers])).collect();
    let mut jobs: Vec<_> = parts.iter_mut().enumerate().collect();
    // Numbers of a line take no longer than one alone.
    parallel::run_each(&mut jobs, kept.count() * stride(width) / 4, |(part, (of_frames, sums))| {
        let first = *part * together;
        dispatch!(Level::new(), simd => add_frames(simd, kept, first, of_frames, width, sums));
    });
    for (_, sums) in &parts {
        let rows = weights.chunks_exact_mut(width).zip(sums.chunks_exact(stride(width)));
        rows.for_each(|(weights, sums)| {
            weights.iter_mut().zip(sums).for_each(|(weight, &sum)| *weight += sum)
        });
    }
}

/// Some frames at a time, for all rows of weights that share them.
#[inline(always)]
fn add_near<S: Simd, F: Float>(simd: S, columns: Vec<Listed<'_, F>>, panels: &Panels<F>, weights: &mut [F]) {
    /// So many frames of a panel stay in the nearest memory.
    const FRAMES: usize = 128;
    let (width, frames) = panels.size();
    let mut sums = vec![F::zero(); Panels::<F>::COLUMNS * columns.len()];
    for first in (0..width).step_by(Panels::<F>::COLUMNS) {
        sums.fill(F::zero());
        let mut rest = columns.clone();
        for start in (0..frames).step_by(FRAMES) {
            for (rest, sums) in rest.iter_mut().zip(sums.chunks_exact_mut(Panels::<F>::COLUMNS)) {
                panels.add_times(simd, rest.split_off_before(start + FRAMES), first, sums);
            }
        }
        for (sums, weights) in sums.chunks_exact(Panels::<F>::COLUMNS).zip(weights.chunks_exact_mut(width)) {
            weights[first..].iter_mut().zip(sums).for_each(|(weight, &sum)| *weight += sum);
        }
    }
}

/// All frames of one row of weights, and then of the next.
#[inline(always)]
fn add_far<S: Simd, F: Float>(simd: S, columns: &[Listed<'_, F>], matrix: &Matrix<'_, F>, weights: &mut [F]) {
    let width = matrix.size().0;
    let mut sums = vec![F::zero(); width];
    for pass in matrix.passes() {
        for (&frames, weights) in columns.iter().zip(weights.chunks_exact_mut(width)) {
            let sums = &mut sums[pass.clone()];
            matrix.times_listed(simd, frames, pass.start, sums);
            weights[pass.clone()].iter_mut().zip(sums).for_each(|(weight, &mut sum)| *weight += sum);
        }
    }
}
